"""The tense of a statement: results are told in the past, issues and plans in the present."""

import re
from typing import Literal

from loaders.language.width import fold

Tense = Literal["past", "present"]

_TRAILING_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_PAST = re.compile(r"(?:まし|でし|ませんでし|っ|し|れ|え|き|げ|け|め|べ|い|ん|じ|ち|み)[ただ]$")
_PRESENT = re.compile(r"(?:ます|ません|です|たい|ない|[るくすうつぬむぐぶ])$")
_NOT_PAST = re.compile(r"(?:また|いまだ|まだ|ただ|新た|あらた)$")


def tense(text: str) -> Tense | None:
    """Return the tense of the last sentence that has a verb; None where no sentence has one.

    >>> tense("シンポジウムを実施しました（8月）。")
    'past'
    >>> tense("準備をしました。体制を検討します。")
    'present'
    >>> tense("相談件数：672件") is None
    True
    """
    for sentence in reversed(re.split(r"[。.]+", fold(text))):
        bare = _TRAILING_BRACKET.sub("", sentence).strip()
        if _PAST.search(bare) and not _NOT_PAST.search(bare):
            return "past"
        if _PRESENT.search(bare):
            return "present"
    return None
