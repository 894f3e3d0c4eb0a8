"""One pattern for every spelling of some persons' names in folded text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from loaders.language.width import fold
from loaders.read.names.persons import Person
from loaders.read.names.words import BLANK, KANA, KANJI, KATAKANA, MANNERS, TITLE_WORD, VARIANTS

_SAME = {char: group for group in VARIANTS for char in group}
# Between two characters of a name: blanks, small signs, and the reading of what stands before.
_GAP = rf"[{BLANK}・_.\-=]*+(?:\([{KANA}{BLANK}]{{1,30}}\)[{BLANK}]*+)?+"
_BESIDE = r"[ \u3000\t_\u200b]++"
_READING = rf"(?:\([{KANA}{BLANK}・]{{2,30}}\))?+"
# A short name is one where no other kanji stands before it, unless that ends an office or a title.
_ALONE = f"(?:(?<![{KANJI}{KATAKANA}])|(?<=[部局課室所係長]))"
_ENDED = f"(?![{KANJI}{KATAKANA}])"


def pattern(persons: Sequence[Person], keep: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern; what its only group that took part holds is a name.

    A text of `keep` is never a name, nor is a part of it. None where there is nothing to look for.
    """
    persons = [person for person in persons if "■" not in person.full]
    if not persons:
        return None
    kept = [_spelt(key) for text in keep if len(key := "".join(fold(text).split())) > 1]
    whole = _longest(chain.from_iterable(map(_whole, persons)))
    beside = _longest(name for person in persons for name in person.beside_title)
    parts = [f"({'|'.join(whole)})" if whole else "", *kept, *_beside(beside, kept), *_after(beside, whole)]
    return re.compile("|".join(filter(None, parts)), re.IGNORECASE)


def loose(value: str, keep: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern whose group is a value that may be broken over lines; `keep` as in `pattern`."""
    spelt = (rf"[{BLANK}]*".join(map(re.escape, "".join(fold(text).split()))) for text in (*keep, value))
    *kept, wanted = filter(None, spelt)
    return re.compile("|".join([*kept, f"({wanted})"]))


def _longest(found: Iterable[str]) -> list[str]:
    return sorted(set(found), key=lambda text: (-len(text), text))


def _whole(person: Person) -> Iterator[str]:
    """Yield the whole name; a short one only where it is printed with white space inside."""
    if not person.short:
        yield _spelt(person.full) + _READING
    elif len(person.parts) > 1:
        yield _BESIDE.join(map(_spelt, person.parts))


def _beside(names: Sequence[str], kept: Sequence[str]) -> Iterator[str]:
    """Yield 架空部長, 架空〇〇局長, 架空様. One character is a name only right before a title."""
    office = rf"(?:{'|'.join(kept)})長|" if kept else ""
    for name in names:
        spelt = _spelt(name)
        if len(name) == 1:
            yield rf"{_ALONE}({spelt})(?={_GAP}{TITLE_WORD})"
            continue
        alone = _ALONE if any(spelt in text for text in kept) else ""
        yield rf"{alone}({spelt})(?={_GAP}(?:{office}{TITLE_WORD}|{MANNERS}))"
        yield rf"{_ALONE}({spelt})(?={_GAP}[{KANJI}{KATAKANA}]{{0,8}}?[部局課室所]長)"


def _after(names: Sequence[str], whole: Sequence[str]) -> Iterator[str]:
    """Yield 部長の架空, 部長 架空, 担当:架空."""
    known = "|".join([*whole, *(_spelt(name) + _ENDED for name in names)])
    title = rf"(?:{TITLE_WORD}|(?<=[部局課室所])長|代表|責任者|担当者?)"
    yield rf"{title}(?:の|:|[{BLANK}:]++)?({known})"


def _spelt(name: str) -> str:
    return _GAP.join(map(_letter, name))


def _letter(char: str) -> str:
    """Return what one character can be printed as: a variant kanji, hiragana or katakana."""
    same = _SAME.get(char, char)
    if "ァ" <= char <= "ヶ":
        same += chr(ord(char) - 0x60)
    elif "ぁ" <= char <= "ゖ":
        same += chr(ord(char) + 0x60)
    return f"[{re.escape(same)}]" if len(same) > 1 else re.escape(same)
