"""From the value of a name field to the persons that it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.language.width import fold
from loaders.read.names.words import BLANK, KANA, KANJI, KATAKANA, NO_NAME, OFFICE

_LONGEST = 12
_MANY = 120
_BRACKET = re.compile(r"[(\[【<「]([^()\[\]【】<>「」]*)[)\]】>」]")
_PARTED = re.compile(rf"[、,/;&+]|及び|並びに|(?<![{KATAKANA}A-Za-z])・|・(?![{KATAKANA}A-Za-z])")
_WORD = re.compile(rf"[{KANJI}{KANA}A-Za-z'■]{{1,{_LONGEST}}}")
_AFTER = re.compile(r"(?<=.)(?:様|氏|殿|さん|先生|印)$")
_ZERO = re.compile(f"(?!\\s)[{BLANK}]")


@dataclass(frozen=True, slots=True)
class Person:
    """A name by its parts, folded: family name and given name, or one part where none is marked."""

    parts: tuple[str, ...]

    @property
    def full(self) -> str:
        """All parts together."""
        return "".join(self.parts)

    @property
    def short(self) -> bool:
        """Tell whether the name is so short that it may be an ordinary word of the text."""
        kana = re.fullmatch(f"[{KANA}]+", self.full) is not None
        return len(self.full) < (4 if kana else 3)

    @property
    def beside_title(self) -> tuple[str, ...]:
        """What stands alone beside a title: the parts, or what could be the family name."""
        if len(self.parts) == 1:
            guesses = (self.full[:2], self.full[:3]) if len(self.full) > 2 else ()
            return (self.full, *guesses)
        return (self.parts[0], *(part for part in self.parts[1:] if len(part) > 1))


def persons(value: str) -> tuple[Person, ...]:
    """Return the persons that a field names, with their readings; none where it holds no name.

    >>> [person.parts for person in persons("架空　太郎（カクウ　タロウ）・仮名　花子　様")]
    [('架空', '太郎'), ('仮名', '花子'), ('カクウ', 'タロウ')]
    >>> persons("１．部局の使命")
    ()
    """
    text = _ZERO.sub("", fold(value))
    if "。" in text or len(text) > _MANY:
        return ()
    pieces = [part for piece in _PARTED.split(_BRACKET.sub("", text)) for part in _wide(piece)]
    found = [person for piece in pieces for person in _named(_words(piece))]
    if not found:
        return ()
    readings = [words for words in map(_words, _BRACKET.findall(text)) if _is_reading(words)]
    return tuple(dict.fromkeys([*found, *_read(readings)]))


def _wide(piece: str) -> list[str]:
    """Part at wide white space where each side can be a whole name."""
    sides = re.split(r"\s{2,}", piece.strip())
    whole = all(len(side.split()) > 1 or len(side) > 2 for side in sides)
    return sides if whole else [piece]


def _words(piece: str) -> list[str]:
    words = [_AFTER.sub("", word) for word in piece.replace("・", " ").split()]
    words = [word for word in words if not NO_NAME.fullmatch(word)]
    if all(len(word) > 2 and OFFICE.fullmatch(word) for word in words):
        return []
    words = [word for word in words if _WORD.fullmatch(word) and "を" not in word]
    return ["".join(words)] if len(words) > 2 and all(len(word) == 1 for word in words) else words


def _named(words: list[str]) -> Iterator[Person]:
    """Yield the persons that words in a row can be; more than two can be more than one person."""
    if words:
        yield Person(tuple(words))
    if len(words) > 2:
        yield from (Person(pair) for pair in pairwise(words))
    if len(words) > 1 and all(re.fullmatch(f"[{KANJI}]{{3,}}", word) for word in words):
        yield from (Person((word,)) for word in words)


def _is_reading(words: list[str]) -> bool:
    return bool(words) and all(re.fullmatch(f"[{KANA}A-Za-z']+", word) for word in words)


def _read(readings: list[list[str]]) -> Iterator[Person]:
    """Yield the persons of readings; 架空（かくう）太郎（たろう） has one in two brackets."""
    for words in readings:
        if len(words) > 1 or len(words[0]) > 3:
            yield Person(tuple(words))
    single = [words[0] for words in readings if len(words) == 1]
    yield from (Person(pair) for pair in pairwise(single))
    if len(single) == 1:
        yield Person((single[0],))
