"""The tables of a release as strangers' programs read them: every cell as it was written, in every form."""

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.dumps import dump_file
from graph.export import tables
from graph.release import Release

Rows = list[list[str]]
Load = Callable[[str], Any]

TABLES = [table.name for table in tables()]


@pytest.fixture(scope="module")
def file(example: Release) -> Callable[[str], Path]:
    """Return `file(name)`: the path of a file of the release."""

    def path(name: str) -> Path:
        found = dump_file(example, name)
        assert found is not None
        return found[1]

    return path


@pytest.fixture(scope="module")
def told(file: Callable[[str], Path]) -> dict[str, Rows]:
    """Every table, cell by cell."""
    found = {}
    for name in TABLES:
        with file(f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found[name] = list(csv.reader(lines))
    return found


def text(value: object) -> str:
    """Return what a cell of a workbook says, as its table writes it."""
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return "" if value is None else str(value)


def with_pandas(load: Load, ending: str, file: Callable[[str], Path]) -> Iterator[tuple[str, Rows]]:
    pandas = load("pandas")
    for name in TABLES:
        frame = pandas.read_csv(file(name + ending), dtype=str, keep_default_na=False)
        yield name, [list(frame.columns), *frame.to_numpy().tolist()]


def with_openpyxl(load: Load, ending: str, file: Callable[[str], Path]) -> Iterator[tuple[str, Rows]]:
    book = load("openpyxl").load_workbook(file("tables.xlsx"))
    for name in TABLES:
        assert all(cell.data_type != "f" for row in book[name].iter_rows() for cell in row)
        yield name, [[text(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]


def with_calamine(load: Load, ending: str, file: Callable[[str], Path]) -> Iterator[tuple[str, Rows]]:
    book = load("python_calamine").CalamineWorkbook.from_path(str(file("tables.xlsx")))
    for name in TABLES:
        yield name, [[text(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]


@pytest.mark.parametrize(
    ("read", "ending"),
    [(with_pandas, ".csv"), (with_pandas, "-excel.csv"), (with_openpyxl, ".xlsx"), (with_calamine, ".xlsx")],
)
def test_every_cell_is_read_as_it_was_written(
    read: Callable[..., Iterator[tuple[str, Rows]]],
    ending: str,
    file: Callable[[str], Path],
    told: dict[str, Rows],
    library: Load,
) -> None:
    found = dict(read(library, ending, file))
    assert list(found) == TABLES
    for name in TABLES:
        assert len(found[name]) > 1
        assert found[name] == told[name], name
