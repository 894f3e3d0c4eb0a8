"""Names of officials are blacked out in the lines before anything else reads them.

Done here, once, nothing behind it can let a name through: no quote, page, dump, index or log
(decision 0005). Each character becomes ■, so that every position stays true.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from loaders.document import Document, Place, Remark, Span
from loaders.language.width import Folded
from loaders.read.names.persons import Person, persons
from loaders.read.names.spelling import loose, pattern
from loaders.read.names.titled import titled


@dataclass(frozen=True, slots=True)
class Blackout:
    """What is blacked out: the persons, and the fields that name them, each with its lines.

    `keep` are texts that stay (the department), `aside` the lines that are skipped: headings of
    pages hold no name, and a name may be broken over them. `others` are values that name persons
    and stand in no line: hidden cells hold them.
    """

    fields: Sequence[tuple[str, Span]]
    keep: Collection[str] = ()
    aside: Collection[int] = ()
    others: Sequence[str] = ()

    def __or__(self, other: "Blackout") -> "Blackout":
        """Return both together, each field once."""
        fields = dict.fromkeys([*self.fields, *other.fields])
        others = dict.fromkeys([*self.others, *other.others])
        return Blackout(tuple(fields), {*self.keep, *other.keep}, {*self.aside, *other.aside}, tuple(others))

    def persons(self) -> tuple[Person, ...]:
        """Return the persons that are named."""
        values = [*(value for value, _ in self.fields), *self.others]
        return tuple(dict.fromkeys(person for value in values for person in persons(value)))

    def pattern(self) -> re.Pattern[str] | None:
        """Return the pattern of all their spellings."""
        return pattern(self.persons(), self.keep)


def black_out(document: Document, what: Blackout) -> Document:
    """Return the document with every name blacked out: in lines, file name, and names of worksheets.

    So is who stands beside a title although nothing names him; a remark tells how many. What the
    file hides has served its purpose and is gone.
    """
    lines = list(document.lines)
    for value, span in what.fields:
        part = slice(span.first - 1, span.last)
        lines[part] = _field("\n".join(lines[part]), loose(value, what.keep)).split("\n")
    searched = [index for index in range(len(lines)) if index + 1 not in what.aside]
    text = masked("\n".join(lines[index] for index in searched), what.pattern())
    text, beside = _beside_titles(text)
    what = replace(what, others=(*what.others, *filter(None, beside)))
    names = what.pattern()
    for index, blacked in zip(searched, masked(text, names).split("\n"), strict=True):
        lines[index] = blacked
    remarks = document.remarks
    if beside:
        remarks += (Remark("remark-names-beside-titles", (("count", str(len(beside))),), Place()),)
    file = replace(document.file, name=_file_name(document.file.name, what, names))
    document = replace(document, file=file, lines=tuple(lines), remarks=remarks, whole=None)
    return _places(document, lambda text: masked(_beside_titles(text)[0], names))


def masked(text: str, names: re.Pattern[str] | None) -> str:
    """Return a text of the same length with every name blacked out."""
    if names is None:
        return text
    folded = Folded.of(text)
    chars = list(text)
    for found in names.finditer(folded.text):
        if found.lastindex:
            begin, end = found.span(found.lastindex)
            _black(chars, folded.starts[begin], folded.starts[end])
    return "".join(chars)


def _beside_titles(text: str) -> tuple[str, list[str]]:
    """Black out who stands beside a title, and return the full names; "" for a family name alone."""
    folded = Folded.of(text)
    chars = list(text)
    names: list[str] = []
    for each in titled(folded.text):
        _black(chars, folded.starts[each.begin], folded.starts[each.end])
        names.append(folded.text[each.begin : each.end] if each.full else "")
    return "".join(chars), names


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


def _file_name(name: str, what: Blackout, names: re.Pattern[str] | None) -> str:
    """Mask a file's name but for its ending. A family name that stands by itself goes, too."""
    suffix = PurePath(name).suffix
    stem = masked(_beside_titles(name.removesuffix(suffix))[0], names)
    for word in re.findall(r"[^\W\d_]+", stem):
        if any(word in person.beside_title and len(word) > 1 for person in what.persons()):
            stem = stem.replace(word, "■" * len(word))
    return stem + suffix


def _places(document: Document, clean: Callable[[str], str]) -> Document:
    """Mask the names of worksheets, wherever a cell or a remark tells them."""
    known = {cell.place.sheet for cell in document.cells} | {r.place.sheet for r in document.remarks}
    sheets = {sheet: clean(sheet) for sheet in known if sheet}
    cells = tuple(
        replace(cell, place=replace(cell.place, sheet=sheets.get(cell.place.sheet or "")))
        for cell in document.cells
    )
    return replace(document, cells=cells, remarks=tuple(_remark(r, clean) for r in document.remarks))


def _remark(remark: Remark, clean: Callable[[str], str]) -> Remark:
    values = tuple((name, clean(value)) for name, value in remark.values)
    sheet = remark.place.sheet and clean(remark.place.sheet)
    return replace(remark, values=values, place=replace(remark.place, sheet=sheet))
