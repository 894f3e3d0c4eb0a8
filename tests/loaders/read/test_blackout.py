"""Names are blacked out before anything else reads the document."""

import json

import pytest

from loaders.document import Document, Encoding, SourceFile
from loaders.extract import read_bytes
from loaders.read.blackout import black_out


def blacked(text, name="架空　花子", title="部長"):
    file = SourceFile("a.txt", "0" * 64, 1, "text/plain")
    document = Document(file, Encoding("utf-8", "strict-utf-8"), tuple(text.split("\n")))
    return "\n".join(black_out(document, name, title).lines)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("氏　名 架空　花子", "氏　名 ■■　■■"),
        ("挨拶は架空花子が", "挨拶は■■■■が"),
        ("挨拶は架 空 花 子が", "挨拶は■ ■ ■ ■が"),
        ("会長の架空\n花子が", "会長の■■\n■■が"),
        ("架空部長が説明", "■■部長が説明"),
        ("架空の例です", "架空の例です"),
    ],
)
def test_every_spelling_is_blacked_out(printed, expected):
    assert blacked(printed) == expected


def test_widths_do_not_hide_a_name():
    assert blacked("責任者ｶﾜﾊﾞﾀ ﾊﾅｺ。", name="カワバタ　ハナコ") == "責任者■■■■■ ■■■。"


def test_a_reading_holds_no_name(root):
    sheet = min((root / "examples").glob("*/*.txt"))
    with_names = read_bytes(sheet.read_bytes(), sheet.name, names=True)
    assert with_names.sheet.head_name is not None
    name = with_names.sheet.head_name.value
    without = read_bytes(sheet.read_bytes(), sheet.name)
    assert without.sheet.head_name is None
    printed = json.dumps([without.document.lines, repr(without.sheet)], ensure_ascii=False)
    assert name not in printed
    assert "".join(name.split()) not in printed
    assert [len(line) for line in without.document.lines] == [len(line) for line in with_names.document.lines]
