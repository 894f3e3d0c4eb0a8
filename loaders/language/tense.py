"""The tense of a statement: results are told in the past, issues and plans in the present.

Some present forms tell nothing: a result may well end with 「…を実施しています。」 or lead to a table
with 「次のとおりです。」.
"""

import re
from typing import Literal

from loaders.language.width import fold

Tense = Literal["past", "present"]

_TRAILING_BRACKET = re.compile(r"[(\[][^()\[\]]*+[)\]]\Z")
_PAST = re.compile(r"(?:まし|でし|ませんでし|っ|し|れ|え|き|げ|け|め|べ|い|ん|じ|ち|み)[ただ]$")
_PRESENT = re.compile(r"(?:ます|ません|です|たい|ない|[るくすうつぬむぐぶ])$")
# 必要です, 課題です and 予定です do speak of what is to come.
_NO_EVIDENCE = re.compile(
    r"(?:[てで](?:い(?:る|ます|ない|ません)|おり(?:ます|ません))|(?<!必要)(?<!重要)(?<!課題)(?<!予定)(?:です|である))\Z"
)
_NOT_PAST = re.compile(r"(?:また|いまだ|まだ|ただ|新た|あらた)$")


def tense(text: str) -> Tense | None:
    """Return the tense of the last sentence whose verb tells one; None where no sentence does.

    >>> tense("講演会を実施しました（8月）。")
    'past'
    >>> tense("準備をしました。体制を検討します。")
    'present'
    >>> tense("貸出冊数：480冊"), tense("実施しています。")
    (None, None)
    >>> tense("相談を受けました。内訳は次のとおりです。")
    'past'
    """
    for sentence in reversed(re.split(r"[。.]+", fold(text))):
        bare = _TRAILING_BRACKET.sub("", sentence.strip()).rstrip()
        if _PAST.search(bare) and not _NOT_PAST.search(bare):
            return "past"
        if _PRESENT.search(bare) and not _NO_EVIDENCE.search(bare):
            return "present"
    return None
