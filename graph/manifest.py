"""What a release says of itself: `manifest.json`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from core.errors import HomeError
from graph.disk import home_errors

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One published sheet.

    `sheet` and `graph` are IRIs, `city` the key and `code` the number of the city; `facts` counts
    the triples, `unread` the lines that nothing used; `fragment` is the name of its file in
    `fragments/`; `replaces` is the sha-256 of the file that it took the place of.
    """

    sheet: str
    graph: str
    city: str
    code: str
    department: str
    fiscal_year: int
    edition: str
    file: str
    sha256: str
    objectives: int
    facts: int
    findings: int
    unread: int
    fragment: str
    replaces: str | None


@dataclass(frozen=True, slots=True)
class CityEntry:
    """One city of the release, with the state of its registers (`digest`)."""

    key: str
    code: str
    name: str
    fictional: bool
    digest: str
    graph: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release. `graphs` counts triples by graph, `merged` those of the default graph.

    `checksums` gives the sha-256 of every file but the store and the manifest itself.
    """

    id: str
    created: str
    software: str
    previous: str | None
    sheets: tuple[SheetEntry, ...]
    cities: tuple[CityEntry, ...]
    graphs: dict[str, int]
    merged: int
    checksums: dict[str, str]

    def as_json(self) -> bytes:
        """Return the file that the release holds."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2).encode("utf-8")


_MANIFEST = TypeAdapter(Manifest)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release folder; `HomeError` where there is none that is whole."""
    place = folder / MANIFEST
    with home_errors(place):
        data = place.read_bytes()
    try:
        return _MANIFEST.validate_json(data)
    except ValidationError as error:
        raise HomeError("manifest-damaged", place=str(place)) from error
