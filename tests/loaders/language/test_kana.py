"""Names of cities from Latin letters to hiragana."""

import pytest

from loaders.language.kana import hiragana


@pytest.mark.parametrize(
    ("latin", "kana"),
    [
        ("Yuino", "ゆいの"),
        ("Shinjuku", "しんじゅく"),
        ("Kitchoji", "きっちょじ"),
        ("Matsumoto", "まつもと"),
        ("Kyonan", "きょなん"),
        ("Vlad", None),
        ("", None),
    ],
)
def test_hiragana(latin, kana):
    assert hiragana(latin) == kana
