"""Codes, markers, wraps and tenses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.language.codes import codes, only_codes
from loaders.language.markers import inner_markers, marker
from loaders.language.tense import tense
from loaders.language.wrap import LINE_START_PROHIBITED, first_chunk, is_soft_end


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_a_code_has_one_notation_however_it_is_printed(chapter, section, number):
    forms = [
        f"{chapter}-{section}-（{number}）",
        f"{chapter}-{section}-({number})",
        f"{chapter:02} - {section:02} - {number:02}",
        f"{chapter}－{section}－（{number}）",
    ]
    assert {code.notation for form in forms for code in codes(form)} == {f"{chapter}-{section}-({number})"}
    assert all(len(only_codes(form)) == 1 for form in forms)


@pytest.mark.parametrize("text", ["4-1-（1）を進めます", "2024-04-01-05", "06-6858-2525 まで", "", "（1）"])
def test_what_is_no_line_of_codes(text):
    assert only_codes(text) == []


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("〇会議", "bullet", 0),
        ("●会議", "bullet", 0),
        ("（１）会議", "paren", 1),
        ("(12)会議", "paren", 12),
        ("１）会議", "paren", 1),
        ("⑳会議", "circled", 20),
        ("・会議", "dot", 0),
        ("･会議", "dot", 0),
        ("⑴会議", "paren", 1),
        ("⒇会議", "paren", 20),
        ("㉑会議", "circled", 21),
        ("❶会議", "circled", 1),
        ("❿会議", "circled", 10),
        ("⓫会議", "circled", 11),
        ("➀会議", "circled", 1),
        ("➓会議", "circled", 10),
        ("⓵会議", "circled", 1),
        ("（ア）会議", "dot", 0),
        ("(ｲ)会議", "dot", 0),
        ("ウ．会議", "dot", 0),
        ("エ　会議", "dot", 0),
        ("㋐会議", "dot", 0),
        ("-会議", "dot", 0),
        ("－会議", "dot", 0),
        *((f"{sign}会議", "bullet", 0) for sign in "▲★▶☆△▽▼➢✓☑\uf06c"),
        ("\u200b〇会議", "bullet", 0),
        ("\ufeff（ア）会議", "dot", 0),
        ("⚫\ufe0f会議", "bullet", 0),
    ],
)
def test_markers(line, kind, number):
    found = marker(line)
    assert found is not None
    assert (found.kind, found.number, line[found.length :]) == (kind, number, "会議")


@pytest.mark.parametrize(
    "line",
    [
        *("（2024年度）～", "会議", "", "10代の相談", "（通年）", "1,762件", "\u200b"),
        *("※会議", "→会議", "⇒会議", "- 3 -", "-2525", "-Fi", "－ともに生きる－", "ー会議", "０ 会議"),
        *(
            "▲5％",
            "△１２件",
            "アイデア",
            "ア",
            "ク　令和6年度～",
            "ト　会議",
            "（ア）～（ウ）",
            "（アイ）会議",
            "ア）会議",
        ),
    ],
)
def test_what_is_no_marker(line):
    assert marker(line) is None


def test_a_circled_number_inside_a_line():
    assert inner_markers("令和6年度（2024年度）～③次の項目") == [(14, 3)]
    assert inner_markers("上記①～③の取組み") == []
    assert inner_markers("表②を参照") == []
    assert inner_markers("開催　❷次の項目") == [(3, 2)]


@given(st.text(alphabet="市民、。（）「」ABC12ー・", min_size=1, max_size=12))
def test_a_chunk_may_stand_at_the_end_of_a_line(line):
    chunk = first_chunk(line)
    assert line.startswith(chunk)
    assert chunk
    rest = line[len(chunk) :]
    assert not rest or rest[0] not in LINE_START_PROHIBITED


def test_a_full_line_ends_softly():
    assert is_soft_end("料）として12団体に渡しました。令", "和7年度", 32)
    assert not is_soft_end("行います。", "また、", 32)
    assert is_soft_end("あいうえお", "（2024年度）", 14)
    assert not is_soft_end("あいうえお", "", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会議を開きました。", "past"),
        ("会議を開きました（8月）。", "past"),
        ("会議を開いた", "past"),
        ("2校区でした。", "past"),
        ("会議を開きます。", "present"),
        ("準備をしました。今後も開きます。", "present"),
        ("体制が必要である。", "present"),
        ("会議の開催", None),
        ("会議を開いています。", None),
        ("窓口で読んでいる", None),
        ("市民に配布しております。", None),
        ("内訳は次のとおりです。", None),
        ("主な事業は次のとおりである。", None),
        ("会議を開きました。内訳は次のとおりです。", "past"),
        ("会議を開いていました。", "past"),
        ("更なる周知が必要です。", "present"),
        ("会議を開く予定です（8月）。", "present"),
        ("貸出冊数：480冊", None),
        ("行ないました。認証16社（13社増）", "past"),
    ],
)
def test_tense(text, expected):
    assert tense(text) == expected
