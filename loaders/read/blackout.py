"""Names of officials are blacked out in the lines before anything else reads them.

Done here, once, nothing behind it can let a name through: no quote, page, dump, index or log
(decision 0005). Each character becomes ■, so that every position stays true.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from loaders.document import Document, Remark, Span
from loaders.language.width import Folded
from loaders.read.names.persons import Person, persons
from loaders.read.names.spelling import loose, pattern


@dataclass(frozen=True, slots=True)
class Blackout:
    """What is blacked out: the persons, and the fields that name them, each with its lines.

    `keep` are texts that stay (the department), `aside` the lines that are skipped: headings of
    pages hold no name, and a name may be broken over them.
    """

    fields: Sequence[tuple[str, Span]]
    keep: Collection[str] = ()
    aside: Collection[int] = ()

    def __or__(self, other: "Blackout") -> "Blackout":
        """Return both together, each field once."""
        fields = dict.fromkeys([*self.fields, *other.fields])
        return Blackout(tuple(fields), {*self.keep, *other.keep}, {*self.aside, *other.aside})

    def persons(self) -> tuple[Person, ...]:
        """Return the persons that the fields name."""
        return tuple(dict.fromkeys(person for value, _ in self.fields for person in persons(value)))

    def pattern(self) -> re.Pattern[str] | None:
        """Return the pattern of all their spellings."""
        return pattern(self.persons(), self.keep)


def black_out(document: Document, what: Blackout) -> Document:
    """Return the document with every name blacked out: in lines, file name, and names of worksheets."""
    names = what.pattern()
    if names is None:
        return document
    lines = list(document.lines)
    for value, span in what.fields:
        part = slice(span.first - 1, span.last)
        lines[part] = _field("\n".join(lines[part]), loose(value, what.keep)).split("\n")
    searched = [index for index in range(len(lines)) if index + 1 not in what.aside]
    blacked = masked("\n".join(lines[index] for index in searched), names).split("\n")
    for index, text in zip(searched, blacked, strict=True):
        lines[index] = text
    file = replace(document.file, name=_file_name(document.file.name, what, names))
    return _places(replace(document, file=file, lines=tuple(lines)), names)


def masked(text: str, names: re.Pattern[str]) -> str:
    """Return a text of the same length with every name blacked out."""
    folded = Folded.of(text)
    chars = list(text)
    for found in names.finditer(folded.text):
        if found.lastindex:
            begin, end = found.span(found.lastindex)
            _black(chars, folded.starts[begin], folded.starts[end])
    return "".join(chars)


def _black(chars: list[str], begin: int, end: int) -> None:
    for position in range(begin, end):
        if unicodedata.category(chars[position])[0] in "LMN":
            chars[position] = "■"


def _field(text: str, value: re.Pattern[str]) -> str:
    """Black out the last place of a field's value in its lines, whatever the value is."""
    folded = Folded.of(text)
    found = [match.span(1) for match in value.finditer(folded.text) if match[1]]
    chars = list(text)
    for begin, end in found[-1:]:
        _black(chars, folded.starts[begin], folded.starts[end])
    return "".join(chars)


def _file_name(name: str, what: Blackout, names: re.Pattern[str]) -> str:
    """Mask a file's name but for its ending. A family name that stands by itself goes, too."""
    suffix = PurePath(name).suffix
    stem = masked(name.removesuffix(suffix), names)
    for word in re.findall(r"[^\W\d_]+", stem):
        if any(word in person.beside_title and len(word) > 1 for person in what.persons()):
            stem = stem.replace(word, "■" * len(word))
    return stem + suffix


def _places(document: Document, names: re.Pattern[str]) -> Document:
    """Mask the names of worksheets, wherever a cell or a remark tells them."""
    known = {cell.place.sheet for cell in document.cells} | {r.place.sheet for r in document.remarks}
    clean = {sheet: masked(sheet, names) for sheet in known if sheet}
    cells = tuple(
        replace(cell, place=replace(cell.place, sheet=clean.get(cell.place.sheet or "")))
        for cell in document.cells
    )
    return replace(document, cells=cells, remarks=tuple(_remark(r, names) for r in document.remarks))


def _remark(remark: Remark, names: re.Pattern[str]) -> Remark:
    values = tuple((name, masked(value, names)) for name, value in remark.values)
    sheet = remark.place.sheet and masked(remark.place.sheet, names)
    return replace(remark, values=values, place=replace(remark.place, sheet=sheet))
