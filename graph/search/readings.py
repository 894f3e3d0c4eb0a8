"""Names in kana, so that ぼうさい finds 防災訓練."""

from functools import cache, lru_cache
from typing import Any

_LONGEST = 1000
_SIGNS = ("補助記号", "空白", "記号")


@lru_cache(maxsize=65_536)
def reading(name: str) -> str:
    """Return how a name is read, in katakana; what has no reading stands as it is.

    Without the dictionary no kanji has one, and only names in kana are found by it.

    >>> reading("防災訓練（ICT）")
    'ボウサイクンレンアイシーティー'
    """
    tokenizer = _tokenizer()
    if tokenizer is None:
        return name[:_LONGEST]
    words = tokenizer.tokenize(name[:_LONGEST])
    return "".join(word.reading_form() for word in words if word.part_of_speech()[0] not in _SIGNS)


@cache
def _tokenizer() -> Any:
    """Return what splits and reads, None where the dictionary is not installed."""
    try:
        from sudachipy import Dictionary, SplitMode  # takes a quarter of a second to load

        return Dictionary(dict="small").tokenizer(SplitMode.C)
    except ImportError:
        return None
