"""Write the files that people take away into the folder of a new release."""

import gzip
import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path
from typing import BinaryIO

from core.errors import UsageError
from core.spreadsheet import BYTE_ORDER_MARK
from graph.dumps.kinds import FOLDER, PACKAGE, SUMS, Kind, kinds
from graph.dumps.package import package
from graph.dumps.shelf import place_of
from graph.export import (
    Answers,
    Table,
    about,
    answers,
    export,
    tables,
    write_csv,
    write_parquet,
    write_workbook,
)
from graph.release import Release
from graph.store import open_store

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Bench:
    """A release whose files are being made, and the sha-256 of those that are there, by name."""

    release: Release
    answers: Answers
    sums: dict[str, str] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        return self.release.path / place_of(name)


def write_dumps(release: Release) -> dict[str, str]:
    """Write every file that the release has not yet; return their sha-256 by their names in its folder.

    A workbook is left out where a table has more rows than a sheet, and Parquet where pyarrow is not
    installed or a value does not fit its column: the tables are there as CSV.
    """
    (release.path / FOLDER).mkdir()
    with answers(open_store(release), release.path) as found:
        bench = _Bench(release, found)
        _make_all(bench)
    _put(bench, PACKAGE, package(release.manifest, bench.sums, lambda name: bench.place(name).stat().st_size))
    _put(bench, SUMS, "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(bench.sums.items())).encode())
    return {place_of(name): sha256 for name, sha256 in bench.sums.items()}


def _make_all(bench: _Bench) -> None:
    checksums = bench.release.manifest.checksums
    for name, kind in kinds().items():
        known = checksums.get(place_of(name))
        if known:
            bench.sums[name] = known
        elif name not in (PACKAGE, SUMS):
            _make(bench, kind)


def _put(bench: _Bench, name: str, data: bytes) -> None:
    bench.place(name).write_bytes(data)
    bench.sums[name] = hashlib.sha256(data).hexdigest()


def _make(bench: _Bench, kind: Kind) -> None:
    """Make a file, or leave it out where it cannot be."""
    place = bench.place(kind.name)
    make = _packed if kind.compression else _MAKERS.get(kind.format, _exported)
    try:
        with place.open("wb") as out:
            make(bench, kind, out)
    except UsageError:
        place.unlink()
        return
    with place.open("rb") as file:
        bench.sums[kind.name] = hashlib.file_digest(file, "sha256").hexdigest()


def _exported(bench: _Bench, kind: Kind, out: BinaryIO) -> None:
    export(bench.release, kind.format, out)


def _packed(bench: _Bench, kind: Kind, out: BinaryIO) -> None:
    """Compress; without name and time, so that the same content gives the same bytes."""
    plain = kind.name.removesuffix(".gz")
    with BufferedWriter(gzip.GzipFile("", "wb", _LEVEL, out, mtime=0)) as packed:
        if plain in bench.sums:
            _copy(bench.place(plain), packed)
        else:
            export(bench.release, kind.format, packed)


def _workbook(bench: _Bench, _: Kind, out: BinaryIO) -> None:
    write_workbook(bench.answers, out, about(bench.release))


def _table(bench: _Bench, kind: Kind, out: BinaryIO) -> None:
    table = _table_of(kind)
    write_csv(table, bench.answers.rows(table), out)


def _parquet(bench: _Bench, kind: Kind, out: BinaryIO) -> None:
    table = _table_of(kind)
    write_parquet(table, bench.answers.rows(table), out)


def _for_excel(bench: _Bench, kind: Kind, out: BinaryIO) -> None:
    """Put the mark in front by which Excel knows UTF-8."""
    out.write(BYTE_ORDER_MARK.encode())
    _copy(bench.place(f"{kind.table}.csv"), out)


_MAKERS: Mapping[str, Callable[[_Bench, Kind, BinaryIO], None]] = {
    "xlsx": _workbook,
    "csv": _table,
    "csv-excel": _for_excel,
    "parquet": _parquet,
}
"""What makes a file of the tables, which are asked for once; `export` makes the others."""


def _table_of(kind: Kind) -> Table:
    (table,) = (each for each in tables() if each.name == kind.table)
    return table


def _copy(place: Path, out: BinaryIO) -> None:
    with place.open("rb") as file:
        shutil.copyfileobj(file, out)
