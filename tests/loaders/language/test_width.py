"""Folding copies, and the way back to the printed text."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loaders.language.width import HIDDEN, Folded, cells, fold, key, visible

JAPANESE = st.text(
    alphabet="市民①（１）～〜ｶﾞﾊﾟｰAbc 12､｡㈱Ⅳ㍻\u3000が\u3099\u200b\ufeff\u00ad\ufe0f", max_size=40
)


@given(JAPANESE)
def test_folding_by_pieces_is_folding(printed):
    assert Folded.of(printed).text.replace("\u3099", "") == fold(printed).replace("\u3099", "")


@given(JAPANESE, st.data())
def test_a_cut_is_printed_text(printed, data):
    folded = Folded.of(printed)
    begin = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(begin, len(folded.text)))
    assert folded.cut(begin, end) in printed
    assert folded.without(begin, end) == printed.replace(folded.cut(begin, end), "", 1) or begin != 0


@given(JAPANESE)
def test_cut_and_rest_together_are_the_text(printed):
    folded = Folded.of(printed)
    assume(folded.text)
    middle = len(folded.text) // 2
    assert folded.cut(0, middle) + folded.cut(middle, len(folded.text)) == printed


def test_half_width_kana_fold_with_their_marks():
    folded = Folded.of("ｼｰｽﾞ調査")
    assert folded.text == "シーズ調査"
    assert folded.cut(2, 3) == "ｽﾞ"


def test_keys_ignore_widths_and_white_space():
    assert key("ＮＰＯ　法人 ") == key("NPO法人")


def test_cells_count_east_asian_characters_twice():
    assert cells("ABC") == 3
    assert cells("〇①市（") == 8
    assert cells("ｶﾅ｡") == 3


@pytest.mark.parametrize("hidden", ["\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad", "\ufe0f"])
def test_what_shows_nothing_is_ignored(hidden):
    printed = f"{hidden}通{hidden}年ｶ{hidden}ﾞ{hidden}"
    folded = Folded.of(printed)
    assert folded.text == fold(printed) == key(printed) == visible(fold(printed)) == "通年ガ"
    assert folded.cut(1, 2) == "年"
    assert folded.without(0, 1) == f"年ｶ{hidden}ﾞ{hidden}"
    assert cells(printed) == cells("通年ｶﾞ")


def test_hidden_characters_are_formats_and_selectors():
    assert {unicodedata.category(char) for char in HIDDEN} <= {"Cf", "Mn", "Cn"}
