"""Where lines of text name a person: right of a label, or in the lines below it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from loaders.language.width import Folded, key
from loaders.read.names.labels import Label, labels
from loaders.read.names.persons import persons
from loaders.read.names.words import OFFICE, TITLE

_BELOW = 4
"""So many lines below an empty label its value may stand."""
_LONGEST = 200
"""A longer value is text."""


@dataclass(frozen=True, slots=True)
class Named:
    """A value that names persons, as printed, and the index of its line."""

    value: str
    line: int


def find_names(lines: Sequence[str], names: Collection[str], others: Collection[str]) -> list[Named]:
    """Return the values that name persons; an empty line ends what may belong to a label."""
    folded = Folded.of("\n".join(lines))
    starts = [0, *(match.end() for match in re.finditer("\n", folded.text))]
    found = labels(folded.text, names, others)
    on_line = Counter(bisect_right(starts, label.start) - 1 for label in found)
    named: list[Named] = []
    for index, label in enumerate(found):
        line = bisect_right(starts, label.end) - 1
        stop = starts[line + 1] - 1 if line + 1 < len(starts) else len(folded.text)
        after = found[index + 1].start if index + 1 < len(found) else stop
        printed = folded.cut(label.end, max(label.end, min(stop, after)))
        if len(printed) <= _LONGEST:
            named += _values(label, printed, line, lines, on_line)
    return named


def _values(
    label: Label, printed: str, line: int, lines: Sequence[str], labelled: Counter[int]
) -> Iterator[Named]:
    """Yield the value of one label, and the second name that may stand on the next line."""
    value = name_part(printed)
    if label.kind == "other":
        _, value = _around_titles(printed)
        if persons(value):
            yield Named(value, line)
        return
    if not printed.strip():
        yield from _below(line, lines, labelled)
    elif persons(value) and (
        label.kind == "name" or label.colon or labelled[line] > 1 or len(value.split()) > 1
    ):
        yield Named(value, line)
        yield from _second(value, line + 1, lines, labelled)


def _below(line: int, lines: Sequence[str], labelled: Counter[int]) -> Iterator[Named]:
    """Yield the first name below an empty label; only an office or a title may stand between."""
    for index in range(line + 1, min(line + 1 + _BELOW, len(lines))):
        if not lines[index] or index in labelled or len(lines[index]) > _LONGEST:
            return
        value = name_part(lines[index])
        if persons(value):
            yield Named(value, index)
            yield from _second(value, index + 1, lines, labelled)
            return
        if not all(
            OFFICE.fullmatch(word) or TITLE.fullmatch(word) for word in map(key, lines[index].split())
        ):
            return


def _second(first: str, index: int, lines: Sequence[str], labelled: Counter[int]) -> Iterator[Named]:
    """Yield a name on the line below one, if it is built like that one."""
    if index >= len(lines) or index in labelled or len(lines[index]) > _LONGEST:
        return
    value = name_part(lines[index])
    alike = len(value.split()) == len(first.split()) and len(key(value)) < 8
    if alike and len(key(value)) > 2 and persons(value):
        yield Named(value, index)


def name_part(value: str) -> str:
    """Return a value without the office and the title before (or the title after) the name.

    >>> name_part("くらし部　部長　架空　太郎")
    '架空　太郎'
    """
    before, after = _around_titles(value)
    if after and not persons(before):
        return after
    return value.strip() if after else before


def _around_titles(value: str) -> tuple[str, str]:
    """Return what stands before the first and after the last title of a value."""
    folded = Folded.of(value)
    titles = list(re.finditer(rf"(?<!\S)\S*?(?:{TITLE.pattern})(?!\S)", folded.text))
    if not titles:
        return value.strip(), ""
    before = folded.cut(0, titles[0].start()).strip()
    return before, folded.cut(titles[-1].end(), len(folded.text)).strip()
