"""Count what is in the sheets of an XLSX before it is loaded: a few bytes can stand for a great deal."""

import io
import re
import zipfile
from pyexpat import ParserCreate
from typing import IO

from core.errors import RefusedFile
from loaders.read.drawn import MAX_CELLS

MAX_MERGED = 1_000_000
"""Cells that merged ranges may cover in all: the library makes an object for each."""

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_SHEET = re.compile(r"xl/worksheets/.*\.xml")
_PIECE = 256 * 1024


def scan(data: bytes, name: str) -> bool:
    """Tell whether a formula has no stored result. Raises `RefusedFile` where there is too much."""
    counter = _Counter(name)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in package.namelist():
            if _SHEET.fullmatch(member):
                with package.open(member) as part:
                    counter.read(part)
    return counter.unfilled


class _Counter:
    """Counts cells and merged cells over all sheets of a workbook."""

    def __init__(self, name: str) -> None:
        self.unfilled = False
        self._name = name
        self._cells = 0
        self._merged = 0
        self._has_formula = self._has_value = False

    def read(self, part: IO[bytes]) -> None:
        """Count one sheet."""
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        while piece := part.read(_PIECE):
            self._parser.Parse(piece)
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "c":
            self._has_formula = self._has_value = False
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise RefusedFile("table-too-many-cells", file=self._name, limit=MAX_CELLS)
        elif tag == "f":
            self._has_formula = True
        elif tag in ("v", "is") and self._has_formula:
            self._parser.CharacterDataHandler = self._value
        elif tag == "mergeCell":
            self._merged += _area(attributes.get("ref", ""))
            if self._merged > MAX_MERGED:
                raise RefusedFile("table-too-many-cells", file=self._name, limit=MAX_MERGED)

    def _value(self, _text: str) -> None:
        self._has_value = True  # some programs write an empty <v/> where they have calculated nothing

    def _end(self, tag: str) -> None:
        if tag.endswith((" v", " is")):
            self._parser.CharacterDataHandler = None
        if tag.endswith(" c") and self._has_formula and not self._has_value:
            self.unfilled = True


def _area(reference: str) -> int:
    found = _RANGE.fullmatch(reference)
    if found is None:
        return 1
    left, top, right, bottom = found.groups()
    return (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
