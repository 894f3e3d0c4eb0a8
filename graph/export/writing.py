"""One release, one format, one stream."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from core.errors import UsageError
from core.messages import say
from graph.export.answers import answers
from graph.export.archive import csv_archive
from graph.export.graphs import jsonld, nquads, trig, turtle
from graph.export.parquet import parquet_archive
from graph.export.workbook import write_workbook
from graph.network.exports import EXPORTS
from graph.release import Release
from graph.store import open_store

NETWORK = "everything"
"""The network that holds all things and ties."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, its media type, and what writes it.

    A `binary` one is not for terminals.
    """

    ending: str
    media_type: str
    write: Callable[[Release, BinaryIO], None]
    binary: bool = False


def _tables(write: Callable[..., None]) -> Callable[[Release, BinaryIO], None]:
    def written(release: Release, out: BinaryIO) -> None:
        with answers(open_store(release)) as found:
            write(found, out, about(release))

    return written


def _network(name: str) -> Callable[[Release, BinaryIO], None]:
    def written(release: Release, out: BinaryIO) -> None:
        network = release.network(NETWORK)
        if network is None:
            raise UsageError("export-no-network", release=release.id)
        out.write(EXPORTS[name].write(network))

    return written


def about(release: Release) -> str:
    """Return what tables say of the release that they are of, in both languages."""
    cities = [city.name for city in release.manifest.cities]
    key = (
        "export-about-fictional"
        if any(city.fictional for city in release.manifest.cities)
        else "export-about"
    )
    return " / ".join(
        say(key, language, release=release.id, cities=cities, created=release.manifest.created[:10])
        for language in ("ja", "en")
    )


FORMATS: Mapping[str, Format] = {
    "nq": Format(".nq", "application/n-quads", nquads),
    "trig": Format(".trig", "application/trig", trig),
    "ttl": Format(".ttl", "text/turtle", turtle),
    "jsonld": Format(".jsonld", "application/ld+json", jsonld),
    "graphml": Format(".graphml", "application/graphml+xml", _network("graphml")),
    "gexf": Format(".gexf", "application/gexf+xml", _network("gexf")),
    "csv": Format(".zip", "application/zip", _tables(csv_archive), binary=True),
    "xlsx": Format(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _tables(write_workbook),
        binary=True,
    ),
    "parquet": Format(".parquet.zip", "application/zip", _tables(parquet_archive), binary=True),
}
"""Every format, by the name that the command takes."""


def export(release: Release, form: str, out: BinaryIO) -> None:
    """Write a release to a stream that can only go forwards. Raises `UsageError` where it cannot be."""
    FORMATS[form].write(release, out)
