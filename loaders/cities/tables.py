"""The files of a city folder as rows of strings, with errors that name file, line and column."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

from core.errors import UsageError
from core.spreadsheet import plain
from loaders.cities.entries import Remark
from loaders.cities.grids import read_grid

_TOML_LINE = re.compile(r"at line (\d+)")
# Excel turns 2024-04-01 into 2024/4/1 when it saves.
_DAY = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_PARTS = re.compile(r"[、;；\n]")

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register: where it stands (`line` is 1-based) and its cells."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell without white space around it; empty where the column is missing."""
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """Return the cell, which must not be empty."""
        return self[column] or self._refuse("city-cell-empty", column=column)

    def parts(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, parted by 、 or ; or line breaks."""
        return tuple(dict.fromkeys(filter(None, map(str.strip, _PARTS.split(self[column])))))

    def choice(self, column: str, known: Mapping[str, str]) -> str:
        """Return what the cell stands for: `known` holds each word that may stand there."""
        found = known.get(self.required(column))
        if found is None:
            self._refuse("city-bad-choice", column=column, value=self[column], known="、".join(known))
        return found

    def day(self, column: str) -> date | None:
        """Return the cell as a day (2024-04-01, 2024/4/1, 2024年4月1日), None where it is empty."""
        text = self[column]
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            year, month, day = map(int, filter(None, found.groups())) if found else (0, 0, 0)
            return date(year, month, day)
        except ValueError:
            return self._refuse("city-bad-date", column=column, value=text)

    def required_day(self, column: str) -> str:
        """Return the cell, which must be a day, in ISO 8601."""
        self.required(column)
        day = self.day(column)
        return day.isoformat() if day else ""

    def days(self, first: str, last: str) -> tuple[date | None, date | None]:
        """Return two columns as the first and the last day of something."""
        begun, ended = self.day(first), self.day(last)
        if begun and ended and ended < begun:
            self._refuse("city-dates-turned", name=self["name"], first=first, last=last)
        return begun, ended

    def plain(self) -> "Row":
        """Return the row without the apostrophes that keep spreadsheets from running a text."""
        return replace(self, cells={column: plain(cell) for column, cell in self.cells.items()})

    def error(self, key: str, /, **values: object) -> UsageError:
        """Return the error `key` with the place of this row."""
        return UsageError(key, file=self.path, line=self.line, **values)

    def remark(self, key: str, /, **values: str) -> Remark:
        """Return the remark `key` with the place of this row."""
        return Remark(key, self.path.name, self.line, tuple(values.items()))

    def _refuse(self, key: str, /, **values: object) -> NoReturn:
        raise self.error(key, **values)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a register, and what was remarked when its file was read."""

    rows: tuple[Row, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Register(Generic[Entry]):
    """What a register says, and what a person should look at in it."""

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file (a BOM is dropped)."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError("city-not-utf8", file=path, line=line) from error
    except OSError as error:
        raise UsageError("city-unreadable", file=path, reason=error.strerror or str(error)) from error


def read_toml(path: Path) -> dict[str, object]:
    """Return the table of a TOML file."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else len(read_text(path).splitlines())
        raise UsageError("city-toml-broken", file=path, line=line, reason=str(error)) from error


def read_table(path: Path | None, columns: Iterable[str], required: Iterable[str]) -> Table:
    """Return the rows of a register; none where there is no file, or no text in it.

    `columns` are the ones a register may have, `required` those it must have.
    """
    grid = read_grid(path) if path else None
    if path is None or grid is None or not grid.rows:
        return Table((), grid.remarks if grid else ())
    line, cells = grid.rows[0]
    header = [name.strip() for name in cells]
    _check_header(path, line, header, list(columns), list(required))
    return Table(tuple(_row(path, line, header, cells) for line, cells in grid.rows[1:]), grid.remarks)


def _check_header(path: Path, line: int, header: list[str], columns: list[str], required: list[str]) -> None:
    known = "、".join(columns)
    for name in header:
        if name not in columns:
            raise UsageError("city-unknown-column", file=path, line=line, column=name, known=known)
        if header.count(name) > 1:
            raise UsageError("city-double-column", file=path, line=line, column=name)
    for name in required:
        if name not in header:
            raise UsageError("city-missing-column", file=path, line=line, column=name)


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> Row:
    row = Row(path, line, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
    if len(cells) != len(header):
        raise row.error("city-cell-count", found=len(cells), expected=len(header))
    return row
