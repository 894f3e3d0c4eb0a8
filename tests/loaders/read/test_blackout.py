"""Names are blacked out before anything else reads the document."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.document import Document, Encoding, SourceFile, Span
from loaders.extract import Reading, read_bytes
from loaders.read.blackout import Blackout, black_out
from loaders.read.names.labels import labels
from loaders.read.names.persons import persons
from loaders.read.names.words import BLANK

FIELD = "部　局 みどり環境部 補　職 部長 氏　名 例示　一郎"


@pytest.fixture(scope="module")
def sheet(root: Path) -> str:
    """An example's text, with a statement that names can be planted in: `〇planted`."""
    path = root / "examples" / "yuino" / "yuino-2024-kurashi-anshin.txt"
    text = re.sub(r"部　局 .*", FIELD, path.read_text(encoding="utf-8"), count=1)
    text = text.partition("※")[0]
    return re.sub(r"(?m)^([〇◯○])", r"\1planted", text, count=1)


def blacked(text: str, name: str = "架空　花子", keep: str = "") -> str:
    file = SourceFile("a.txt", "0" * 64, 1, "text/plain")
    lines = ("氏名 " + name, *text.split("\n"))
    document = Document(file, Encoding("utf-8", "strict-utf-8"), lines)
    done = black_out(document, Blackout([(name, Span(1, 1))], [keep] if keep else []))
    assert [len(line) for line in done.lines] == [len(line) for line in lines]
    return "\n".join(done.lines[1:])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("挨拶は架空花子が", "挨拶は■■■■が"),
        ("挨拶は架 空 花 子が", "挨拶は■ ■ ■ ■が"),
        ("会長の架空\n　花子が", "会長の■■\n　■■が"),
        ("架空\u200b花\u00ad子が", "■■\u200b■\u00ad■が"),
        ("架空（かくう）花子（はなこ）が", "■■（■■■）■■（■■■）が"),
        ("架空部長が説明", "■■部長が説明"),
        ("架空みどり局長、架空様、架空代表", "■■みどり局長、■■様、■■代表"),
        ("部長の架空が、（担当：架空）", "部長の■■が、（担当：■■）"),
        ("花子部長が", "■■部長が"),
        ("架空の例です", "架空の例です"),
    ],
)
def test_every_spelling_is_blacked_out(printed: str, expected: str) -> None:
    assert blacked(printed, keep="みどり局") == expected


@pytest.mark.parametrize(
    ("name", "printed", "expected"),
    [
        ("カワバタ　ハナコ", "責任者ｶﾜﾊﾞﾀ ﾊﾅｺ。", "責任者■■■■■ ■■■。"),
        ("カクウ・タロウ", "カクウ タロウとかくうたろう", "■■■ ■■■と■■■■■■"),
        ("高崎　邊太", "髙﨑辺太", "■■■■"),
        ("架空太郎", "架空太郎、架空部長、架空の", "■■■■、■■部長、架空の"),
        ("架空　太郎・仮名　花子", "仮名花子と架空太郎", "■■■■と■■■■"),
        ("架空 太郎 仮名 花子", "仮名花子と架空太郎", "■■■■と■■■■"),
        ("架空　太郎（カクウ　タロウ）（兼務）", "ｶｸｳﾀﾛｳ 架空太郎", "■■■■■■ ■■■■"),
        ("林　修", "林部長と林 修が、山林修復の研修を", "■部長と■ ■が、山林修復の研修を"),
        ("森", "森部長、森の部長、森林部長", "■部長、森の部長、森林部長"),
        ("水道", "水道の、上下水道局長、水道部長", "水道の、上下水道局長、■■部長"),
    ],
)
def test_each_kind_of_name_is_blacked_out(name: str, printed: str, expected: str) -> None:
    assert blacked(printed, name, keep="上下水道局") == expected


@pytest.mark.parametrize(
    "value", ["１．部局の使命", "(2024年度)", "部長", "未定", "上下水道局　経営部", "架空です。", "基本方針"]
)
def test_what_is_no_name_is_none(value: str) -> None:
    assert persons(value) == ()


HEADS = [
    "部　局 みどり環境部 補　職 部長 氏　名架空　太郎",
    "部　局 みどり環境部 補　職 部長 部長名 架空　太郎",
    "部　局 みどり環境部 補　職 部長 責任者 架空　太郎",
    "部　局 みどり環境部 補　職 部長　架空　太郎",
    "部　局 みどり環境部　部長　架空　太郎",
    "部　局 みどり環境部 補　職 部長\n責任者名：架空　太郎（兼務）",
    "氏　名 架空　太郎\n部　局 みどり環境部 補　職 部長",
    "氏　名 架空　太郎 部　局 みどり環境部 補　職 部長",
    "部　局 補　職 氏　名\nみどり環境部 部長 架空　太郎",
    "部　局 補　職 氏　名\n\nみどり環境部\n部長\n架空　太郎",
    "部　局 みどり環境部 補　職 部長\n氏\n名\n架空　太郎",
    "部　局 みどり環境部 補　職 部長 氏　名 仮名　花子\n架空　太郎",
    "部　局 みどり環境部 補　職 部長 氏　名 仮名　花子\n補　職 次長 氏　名 架空　太郎",
    "部　局 みどり環境部 補　職 部長 氏　名 仮名　花子、架空　太郎　様",
]


def said(reading: Reading) -> str:
    """All that a reading says."""
    return "\n".join([*reading.document.lines, repr(reading.sheet), reading.document.file.name])


@pytest.mark.parametrize("head", HEADS)
def test_a_name_is_found_wherever_the_head_prints_it(sheet: str, head: str) -> None:
    text = sheet.replace(FIELD, head).replace("planted", "架空太郎と架空部長が")
    reading = read_bytes(text.encode(), "2024_架空太郎.txt")
    assert not re.search("架空|太郎|花子", said(reading))
    assert reading.document.file.name == "2024_■■■■.txt"
    assert reading.sheet.department.value == "みどり環境部"
    if reading.sheet.head_title:
        assert reading.sheet.head_title.value in ("部長", "次長")


@pytest.mark.parametrize("head", ["氏　名", "氏　名 \n\n（令和6年4月現在）", "氏　名 未定"])
def test_an_empty_field_blacks_out_nothing_and_says_so(sheet: str, head: str) -> None:
    reading = read_bytes(sheet.replace("氏　名 例示　一郎", head).encode(), "a.txt")
    assert "■" not in said(reading)
    assert "note-name-not-found" in [note.key for note in reading.sheet.notes]


def test_a_short_name_is_reported(sheet: str) -> None:
    text = sheet.replace("例示　一郎", "環　境").replace("planted", "環境の")
    reading = read_bytes(text.encode(), "a.txt")
    assert reading.document.lines[1].endswith("みどり環境部 補　職 部長 氏　名 ■　■")
    assert said(reading).count("■") == 2
    assert "note-name-short" in [note.key for note in reading.sheet.notes]


FAMILY = st.sampled_from(["架空", "高橋", "渡邉", "長谷川", "カワバタ", "さくら"])
GIVEN = st.sampled_from(["太郎", "ガンタ", "みどり", "緑", "齋子"])
VARIANT = str.maketrans("高邉齋", "髙辺斎")


def half(text: str) -> str:
    """Half-width katakana."""
    kana = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    marks = {"\u3099": "ﾞ", "\u309a": "ﾟ"}
    return "".join(kana.get(char, marks.get(char, char)) for char in unicodedata.normalize("NFD", text))


SPELLINGS: list[Callable[[str], str]] = [
    lambda name: name,
    lambda name: name.translate(VARIANT),
    lambda name: "　".join(name),
    lambda name: "\u200b".join(name),
    lambda name: f"{name[:2]}\n　　{name[2:]}",
    lambda name: f"{name[:1]}\n\n No\n当年度目標（当初設定） 実績\n\n{name[1:]}",
    lambda name: f"{name[:2]}（かな）{name[2:]}（かな）",
    lambda name: unicodedata.normalize("NFD", name),
    half,
]
FIELDS = [
    "{0}　{1}",
    "{0}{1}",
    "{0} {1}　様",
    "{0}　{1}（兼務）",
    "仮名　花子・{0}　{1}",
    "{0}　{1}　　仮名　花子",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    FAMILY,
    GIVEN,
    st.sampled_from(FIELDS),
    st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=3),
    st.data(),
)
def test_no_full_name_is_in_a_reading(
    sheet: str,
    family: str,
    given_name: str,
    field: str,
    spellings: list[Callable[[str], str]],
    data: st.DataObject,
) -> None:
    name = family + given_name
    lines = sheet.replace("例示　一郎", field.format(family, given_name)).replace("planted", name).split("\n")
    for spelling in spellings:
        places = [index for index, line in enumerate(lines) if re.match("[〇◯○].{20}", line)]
        index = data.draw(st.sampled_from(places))
        lines[index] = lines[index][:10] + spelling(name) + lines[index][10:]
    reading = read_bytes("\n".join(lines).encode(), f"2024-{name}.txt")
    skipped = r"No|当年度目標\(当初設定\)|実績|\(かな\)|\([■]+\)"
    text = unicodedata.normalize("NFKC", said(reading)).translate(VARIANT)
    text = re.sub(rf"{skipped}|[{BLANK}]|\\n|\\u[0-9a-f]{{4}}", "", text)
    assert unicodedata.normalize("NFKC", name).translate(VARIANT) not in text


def test_a_reading_holds_no_name(root: Path) -> None:
    path = min((root / "examples").glob("*/*.txt"))
    with_names = read_bytes(path.read_bytes(), path.name, names=True)
    assert with_names.sheet.head_name is not None
    name = with_names.sheet.head_name.value
    without = read_bytes(path.read_bytes(), path.name)
    assert without.sheet.head_name is None
    printed = json.dumps([without.document.lines, repr(without.sheet)], ensure_ascii=False)
    assert name not in printed
    assert "".join(name.split()) not in printed
    assert [len(line) for line in without.document.lines] == [len(line) for line in with_names.document.lines]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("部 局 名前部 補 職 部長", [("部局", "名前部"), ("補職", "部長")]),
        ("部局名 みどり部", [("部局名", "みどり部")]),
        ("部 局 名:みどり部", [("部局名", "みどり部")]),
        ("部局 名", [("部局名", "")]),
        ("部局名簿を配る", []),
    ],
)
def test_a_label_ends_where_its_value_begins(line: str, expected: list[tuple[str, str]]) -> None:
    found = labels(line, {"氏名"}, {"部局", "部局名", "補職"})
    ends = [*(each.start for each in found[1:]), len(line)]
    values = [line[each.end : end].strip() for each, end in zip(found, ends, strict=False)]
    assert list(zip((each.word for each in found), values, strict=True)) == expected
