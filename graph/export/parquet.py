"""The tables as Parquet, with the type of each column. Needs pyarrow (the extra `analysis`)."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import IO, Any, BinaryIO

from core.errors import UsageError
from core.extras import ANALYSIS, extra
from graph.export.answers import Answers
from graph.export.archive import README, entry, readme
from graph.export.tables import Cell, Row, Table, tables

_AT_ONCE = 50_000
"""Rows of a group: so many are in memory at a time."""

_TYPES: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "string": ("string", str),
    "integer": ("int64", int),
    "number": ("float64", float),
    "boolean": ("bool_", {"true": True, "false": False}.__getitem__),
    "date": ("date32", date.fromisoformat),
}
"""What Arrow calls a type of Table Schema, and how its cells are read."""


def parquet_archive(answers: Answers, out: BinaryIO, about: str) -> None:
    """Write an archive with a file for each table, and a text that says what they are."""
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry(README), readme(about))
        for table in tables():
            made = io.BytesIO()
            write_parquet(table, answers.rows(table), made)
            archive.writestr(entry(f"{table.name}.parquet"), made.getvalue(), zipfile.ZIP_STORED)


def write_parquet(table: Table, rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write one table. An empty cell is null, and a text stands as it was printed: nothing runs here.

    What the table and its columns say stands in the metadata, in both languages. Raises `UsageError`
    where pyarrow is not installed, and for a value that the type of its column cannot hold.
    """
    arrow, parquet = extra("pyarrow", ANALYSIS), extra("pyarrow.parquet", ANALYSIS)
    schema = _schema(arrow, table)
    readers = [_TYPES[column.type][1] for column in table.columns.values()]
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            try:
                columns = map(_read, readers, zip(*group, strict=True))
                arrays = [arrow.array(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)]
            except (ValueError, KeyError, OverflowError) as error:
                raise UsageError("export-not-typed", table=table.name, reason=error) from error
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _schema(arrow: Any, table: Table) -> Any:
    fields = [
        arrow.field(
            name, getattr(arrow, _TYPES[column.type][0])(), metadata={"ja": column.ja, "en": column.en}
        )
        for name, column in table.columns.items()
    ]
    return arrow.schema(fields, metadata={"ja": table.title.ja, "en": table.title.en})


def _read(reader: Callable[[str], object], cells: Iterable[Cell]) -> list[object]:
    return [reader(cell.text) if cell.text else None for cell in cells]


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while group := list(islice(left, _AT_ONCE)):
        yield group
