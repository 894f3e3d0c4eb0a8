"""The files of a city folder as rows of strings: TOML and CSV, with errors that name file and line."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from core.errors import UsageError

_TOML_LINE = re.compile(r"at line (\d+)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV register: where it stands (`line` is 1-based) and its cells."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell without white space around it; empty where the column is missing."""
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """Return the cell, which must not be empty."""
        return self[column] or self._refuse("city-cell-empty", column=column)

    def day(self, column: str) -> date | None:
        """Return the cell as a day (YYYY-MM-DD), None where it is empty."""
        text = self[column]
        if not text:
            return None
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            return self._refuse("city-bad-date", column=column, value=text)

    def error(self, key: str, /, **values: object) -> UsageError:
        """Return the error `key` with the place of this row."""
        return UsageError(key, file=self.path, line=self.line, **values)

    def _refuse(self, key: str, /, **values: object) -> NoReturn:
        raise self.error(key, **values)


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


def read_csv(path: Path, columns: Iterable[str], required: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a CSV register; empty rows are passed over.

    `columns` are the ones a register may have, `required` those it must have. A file without any
    text is an empty register.
    """
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(path, header, list(columns), list(required) if text.strip() else [])
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(path, reader.line_num, header, cells)
    except csv.Error as error:
        raise UsageError("city-csv-broken", file=path, line=reader.line_num, reason=str(error)) from error


def _check_header(path: Path, header: list[str], columns: list[str], required: list[str]) -> None:
    known = "、".join(columns)
    for name in header:
        if name not in columns and header != [""]:
            raise UsageError("city-unknown-column", file=path, line=1, column=name, known=known)
        if header.count(name) > 1:
            raise UsageError("city-double-column", file=path, line=1, column=name)
    for name in required:
        if name not in header:
            raise UsageError("city-missing-column", file=path, line=1, column=name)


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> Row:
    row = Row(path, line, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
    if len(cells) != len(header):
        raise row.error("city-cell-count", found=len(cells), expected=len(header))
    return row
