"""Whether a name that was found in a text stands there by itself, and is no part of a longer word."""

import re

from loaders.entities.passage import Passage

_ASCII = re.compile("[A-Za-z0-9]{2}")
_SHORT = 3
# The dictionary takes まるで in つきまるで for one word.
_KANA_END = re.compile("[ぁ-ん][とがはをにへのやもで]")


def stands_free(passage: Passage, begin: int, end: int) -> bool:
    """Tell whether folded positions `begin` to `end` are no part of a longer word (国 in 国際, 市 in 市民).

    The end must be the end of a word, or a particle must follow a long name in kana. The beginning of
    a long name may stand inside what the dictionary takes for a word; that of a short one may not.
    """
    text = passage.folded.text
    if _ASCII.fullmatch(text[max(0, begin - 1) : begin + 1]) or _ASCII.fullmatch(text[end - 1 : end + 1]):
        return False
    long = end - begin > _SHORT
    kana = long and _KANA_END.fullmatch(text[end - 1 : end + 1])
    if end < len(text) and end not in passage.ends and not kana:
        return False
    return long or begin in passage.begins
