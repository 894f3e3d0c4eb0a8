"""The tables as Parquet: the same cells as in CSV, with types, and nothing without pyarrow."""

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from core.errors import UsageError
from graph.export import Answers, Table, answers, tables, write_csv, write_parquet
from graph.export.archive import README
from graph.export.parquet import parquet_archive
from graph.export.tables import Column
from graph.network import Words
from graph.release import current
from graph.store import open_store

AS_TYPED: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}
NAMES = [table.name for table in tables()]


@pytest.fixture
def found(built: Path) -> Iterator[Answers]:
    release = current(built)
    assert release is not None
    with answers(open_store(release)) as opened:
        yield opened


@pytest.fixture(scope="module")
def parquet(library: Callable[[str], Any]) -> Any:
    return library("pyarrow.parquet")


def test_every_table_reads_back_equal_and_is_the_same_every_time(found: Answers, parquet: Any) -> None:
    cells = 0
    for table in tables():
        made, again, text = io.BytesIO(), io.BytesIO(), io.BytesIO()
        write_parquet(table, found.rows(table), made)
        write_parquet(table, found.rows(table), again)
        write_csv(table, found.rows(table), text)
        assert made.getvalue() == again.getvalue()
        types = {name: AS_TYPED[column.type] for name, column in table.columns.items()}
        printed = csv.DictReader(io.StringIO(text.getvalue().decode(), newline=""))
        expected = [
            {name: types[name](cell) if cell else None for name, cell in row.items()} for row in printed
        ]
        read = parquet.read_table(made)
        assert read.column_names == list(table.columns)
        assert read.to_pylist() == expected
        cells += sum(cell is not None for row in expected for cell in row.values())
    assert cells > 1000


def test_types_and_words_stand_in_the_file(found: Answers, parquet: Any) -> None:
    (goals,) = (table for table in tables() if table.name == "goals")
    made = io.BytesIO()
    write_parquet(goals, found.rows(goals), made)
    schema = parquet.read_schema(made)
    kinds = {name: str(schema.field(name).type) for name in ("id", "year", "priority", "city_code")}
    assert kinds == {"id": "string", "year": "int64", "priority": "bool", "city_code": "string"}
    assert schema.metadata[b"ja"].decode() == goals.title.ja
    assert schema.field("year").metadata == {b"ja": "年度".encode(), b"en": b"fiscal year"}


def test_pandas_reads_them(found: Answers, library: Callable[[str], Any]) -> None:
    pandas = library("pandas")
    (departments,) = (table for table in tables() if table.name == "departments")
    made = io.BytesIO()
    write_parquet(departments, found.rows(departments), made)
    frame = pandas.read_parquet(made)
    assert set(frame["city_code"]) == {"992011"}
    assert frame["valid_from"].dropna().map(lambda day: isinstance(day, date)).all()


def test_the_archive_has_every_table_and_a_readme(found: Answers, parquet: Any) -> None:
    out, again = io.BytesIO(), io.BytesIO()
    parquet_archive(found, out, "about")
    parquet_archive(found, again, "about")
    archive = zipfile.ZipFile(out)
    assert out.getvalue() == again.getvalue()
    assert archive.namelist() == [README, *(f"{name}.parquet" for name in NAMES)]
    rows = parquet.read_table(io.BytesIO(archive.read("programs.parquet"))).num_rows
    (programs,) = (table for table in tables() if table.name == "programs")
    assert rows == sum(1 for _ in found.rows(programs)) > 3


def test_a_value_that_is_not_of_its_type_is_told(parquet: Any) -> None:
    query = 'SELECT ?n { VALUES ?n { "2024" "2024年度" } }'
    wrong = Table("wrong", Words("", ""), {"n": Column("", "", "integer")}, query)
    with pytest.raises(UsageError, match="wrong"):
        write_parquet(wrong, wrong.rows(Store()), io.BytesIO())


def test_a_table_without_rows_has_its_columns(parquet: Any) -> None:
    made = io.BytesIO()
    write_parquet(tables()[0], [], made)
    assert parquet.read_table(made).shape == (0, len(tables()[0].columns))


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"'\.\[analysis\]'"):
        write_parquet(tables()[0], [], io.BytesIO())
