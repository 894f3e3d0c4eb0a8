"""What a release says of itself: `manifest.json`."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from core.errors import HomeError
from graph.disk import home_errors

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a sheet; two with one `structure` say the same (`graph.structure`)."""

    file: str
    sha256: str
    size: int
    media_type: str
    edition: str
    structure: str


@dataclass(frozen=True, slots=True)
class OlderEntry:
    """An edition that a later one replaced, by its file; its graph says only that it was."""

    file: FileEntry
    graph: str
    fragment: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One published sheet.

    `sheet` and `graph` are IRIs, `city` the key and `code` the number of the city; `facts` counts
    the triples, `unread` the lines that nothing used; `fragment` is the name of its file in
    `fragments/`; `replaces` is the sha-256 of the file that it took the place of. `copies` are
    further files with the same content as the one that was used, or as one of the `older` editions.
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
    structure: str = ""
    copies: tuple[FileEntry, ...] = ()
    older: tuple[OlderEntry, ...] = ()

    def further(self) -> tuple[FileEntry, ...]:
        """Return the files beside the one that was used: equal copies and older editions."""
        return (*(each.file for each in self.older), *self.copies)

    def names(self) -> dict[str, str]:
        """Return the name of each file of the sheet, by its sha-256; the one that was used first."""
        return {self.sha256: self.file} | {each.sha256: each.file for each in self.further()}


@dataclass(frozen=True, slots=True)
class CityFace:
    """What pages say of a city: how it is called, its colours, whom to ask, on what terms it publishes.

    Each is empty where the city's folder says nothing; `licence` is an IRI, `themes` are codes
    (`loaders.cities.catalogued.THEMES`).
    """

    name: str = ""
    name_en: str = ""
    colour: str = ""
    colour_dark: str = ""
    notice: str = ""
    notice_en: str = ""
    publisher: str = ""
    publisher_en: str = ""
    contact: str = ""
    contact_en: str = ""
    email: str = ""
    url: str = ""
    licence: str = ""
    licence_title: str = ""
    themes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


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
    face: CityFace = CityFace()


@dataclass(frozen=True, slots=True)
class LinksEntry:
    """The graph of what needs several sheets of a city; there is none where there is nothing to say."""

    code: str
    graph: str
    fragment: str


GraphEntry = CityEntry | LinksEntry | SheetEntry | OlderEntry
"""What has a named graph of its own, with the name of its file in `fragments/`."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release. `graphs` counts triples by graph, `merged` those of the default graph.

    `checksums` gives the sha-256 of every file but the store and the manifest itself. `held` are sheets
    that their city holds back: they are not among `sheets`, and their graphs not among the public ones.
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
    links: tuple[LinksEntry, ...] = ()
    held: tuple[SheetEntry, ...] = ()

    def kept(self) -> tuple[SheetEntry, ...]:
        """Return all sheets of the release, those that are held back at the end."""
        return (*self.sheets, *self.held)

    def graph_files(self) -> Iterator[GraphEntry]:
        """Yield every named graph."""
        yield from self.cities
        yield from self.links
        for sheet in self.sheets:
            yield sheet
            yield from sheet.older

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
