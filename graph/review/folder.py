"""What was decided, written into the folder of a city.

The folder is read as it would be before anything is written to it, so that a mistake leaves it as it is.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.errors import HomeError, UsageError
from core.spreadsheet import BYTE_ORDER_MARK, harmless
from graph.disk import write_atomically
from graph.review.former import former_addresses
from loaders.cities.city import City
from loaders.cities.codes import is_corporate_number
from loaders.cities.decided import Decision
from loaders.cities.decisions import DECISION_COLUMNS, DECISIONS
from loaders.cities.find import BUNDLED, files_of, load_city
from loaders.cities.grids import CSV, registers_in
from loaders.cities.organisations import ORGANISATION_COLUMNS, ORGANISATIONS
from loaders.cities.replaced import REPLACED, REPLACED_COLUMNS
from loaders.read.text import decoded, read_path

Cells = Mapping[str, str]

# Where an organisation comes from stands in the decisions too.
_DISPENSABLE = ("source",)


def refuse_bundled(city: City) -> None:
    """Raise `UsageError` where the folder came with the software and is not to be written to."""
    if city.folder.resolve().parent == BUNDLED.resolve():
        raise UsageError("review-city-bundled", city=city.name, key=city.key)


def write_decisions(
    city: City, decisions: Sequence[Decision], organisations: Sequence[Decision]
) -> list[Path]:
    """Write decisions and organisations into a city's folder; return the files that were written.

    The address that an organisation had when it was but proposed leads to the new one from then on.
    """
    refuse_bundled(city)
    known = registers_in(city.folder)
    new: dict[Path, bytes] = {}
    learnt = ((each.surface, each.key or "", _source(each)) for each in organisations)
    for name, columns, rows in (
        (ORGANISATIONS, ORGANISATION_COLUMNS, _unique(map(_organisation, organisations))),
        (REPLACED, REPLACED_COLUMNS, list(former_addresses(city, learnt))),
        (DECISIONS, DECISION_COLUMNS, list(map(_decision, decisions))),
    ):
        path = known.get(name, city.folder / f"{name}{CSV}")
        if rows:
            new[path] = appended(path, columns, rows)
    return write_files(city.folder, new)


def write_files(folder: Path, new: Mapping[Path, bytes]) -> list[Path]:
    """Write files of a city's folder and return them; nothing is written where it could not be read then."""
    _try(folder, new)
    for path, data in new.items():
        try:
            write_atomically(path, data)
        except HomeError as error:
            reason = error.values.get("reason", "")
            raise UsageError("city-unwritable", folder=path, reason=reason) from error
    return list(new)


def appended(path: Path, columns: Sequence[str], rows: Iterable[Cells], before: bytes | None = None) -> bytes:
    """Return the bytes of a register with more rows. What stands in it stays, but for its encoding.

    `before` are the bytes that it is to have, where they are not those of the file.
    """
    if path.suffix.lower() != CSV:
        raise UsageError("review-workbook", file=path, name=path.stem)
    data = before if before is not None else read_path(path) if path.exists() else b""
    text = decoded(data, path.name)[0] if data.strip() else ""
    header = next(csv.reader(io.StringIO(text, newline="")), None) or list(columns)
    named = [name.strip().removeprefix(BYTE_ORDER_MARK) for name in header]
    out = io.StringIO(newline="")
    end = "\n" if text and "\r\n" not in text else "\r\n"
    writer = csv.writer(out, lineterminator=end)
    if not text:
        writer.writerow(named)
    for row in rows:
        for column in (name for name, cell in row.items() if cell and name not in (*named, *_DISPENSABLE)):
            raise UsageError("city-missing-column", file=path, line=1, column=column)
        writer.writerow([harmless(row.get(name, "")) for name in named])
    joint = "" if not text or text.endswith(("\n", "\r")) else end
    return (BYTE_ORDER_MARK + text.removeprefix(BYTE_ORDER_MARK) + joint + out.getvalue()).encode()


def _try(folder: Path, new: Mapping[Path, bytes]) -> None:
    """Read the folder as it would be, in a place of its own; a mistake is told with the real file's name."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        copy.mkdir()
        for path in files_of(folder):
            shutil.copyfile(path, copy / path.name)
        for path, data in new.items():
            (copy / path.name).write_bytes(data)
        try:
            load_city(copy)
        except UsageError as error:
            real = folder / Path(str(error.values.get("file", ""))).name
            raise UsageError(error.key, **{**error.values, "file": real}) from error


def _decision(decision: Decision) -> Cells:
    return {
        "surface": decision.surface,
        "kind": decision.kind,
        "verdict": decision.verdict,
        "name": decision.name,
        "key": decision.key or "",
        "role": decision.role,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
    }


def _organisation(decision: Decision) -> Cells:
    key = decision.key or ""
    return {
        "name": decision.name,
        "aliases": decision.surface if decision.surface != decision.name else "",
        "corporate_number": key if is_corporate_number(key) else "",
        "slug": "" if is_corporate_number(key) else key,
        "source": _source(decision),
    }


def _source(decision: Decision) -> str:
    return f"review, {decision.who}, {decision.when}"


def _unique(rows: Iterable[Cells]) -> list[Cells]:
    return list({(row["corporate_number"], row["slug"], row["name"]): row for row in rows}.values())
