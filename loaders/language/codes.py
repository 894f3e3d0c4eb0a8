"""Codes of comprehensive-plan measures: chapter, section and number, in every notation seen.

`5-2-（1）`, `5-2-(1)`, `05 - 02 - 01`, `5－2－⑴` are the same code; its notation is "5-2-(1)".
"""

import re
from dataclasses import dataclass

from loaders.language.width import Folded

_CODE = re.compile(r"(?<![\d-])(\d{1,2})\s*-\s*(\d{1,2})\s*-\s*(?:\(\s*(\d{1,2})\s*\)|(\d{1,2}))(?![\d-])")
_BETWEEN = re.compile(r"[\s、,・/]*")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as printed, and its canonical notation."""

    printed: str
    notation: str


def codes(text: str) -> list[Code]:
    """Return the codes that stand in the text, in order.

    >>> [code.notation for code in codes("5-2-（1）　05 - 02 - 01")]
    ['5-2-(1)', '5-2-(1)']
    """
    folded = Folded.of(text)
    return [
        Code(folded.cut(found.start(), found.end()).strip(), _notation(found))
        for found in _CODE.finditer(folded.text)
    ]


def only_codes(text: str) -> list[Code]:
    """Return the codes of a line that holds nothing else; an empty list otherwise.

    >>> only_codes("4-1-（1）を進めます")
    []
    """
    rest = _CODE.sub("", Folded.of(text).text)
    return codes(text) if _BETWEEN.fullmatch(rest) and rest != text else []


def _notation(found: re.Match[str]) -> str:
    chapter, section, number = int(found[1]), int(found[2]), int(found[3] or found[4])
    return f"{chapter}-{section}-({number})"
