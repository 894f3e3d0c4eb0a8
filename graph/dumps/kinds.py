"""What can be taken away: the name of each file, what it holds, and in which format."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.messages import say
from graph.export import FORMATS, NETWORK, tables
from graph.network import Words

FOLDER = "dumps"
"""Where these files lie in a release."""

SUMS = "SHA256SUMS"
"""The checksums of all of them, as `sha256sum -c` reads them."""

PACKAGE = "datapackage.json"
"""What the tables are, for programs (Frictionless Data Package)."""

GZIP = "application/gzip"
CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"
_JSON = "application/json"
_TEXT = "text/plain"

_GRAPH_FORMATS = ("nq", "ttl", "trig", "jsonld")
_PLAIN = ("nq", "ttl")
"""The formats that are there as they are too, for what cannot unpack."""

_TABLE_FORMATS = (("csv", ".csv", CSV), ("csv-excel", "-excel.csv", CSV), ("parquet", ".parquet", PARQUET))


@dataclass(frozen=True, slots=True)
class Kind:
    """A file to take away.

    `media_type` is that of what it holds, `compression` that of the file around it or nothing;
    `format` is the name that `tsunagu export` knows, `csv`, `csv-excel` and `parquet` for one table.
    """

    name: str
    format: str
    media_type: str
    title: Words
    compression: str = ""
    table: str = ""


@cache
def kinds() -> dict[str, Kind]:
    """Return every file that a release can have, by name, in the order in which they are told."""
    return {kind.name: kind for kind in (*_graphs(), *_tables(), *_networks(), *_about())}


def _graphs() -> Iterator[Kind]:
    for form in _GRAPH_FORMATS:
        plain = Kind(f"graph.{form}", form, FORMATS[form].media_type, _title(f"dump-{form}"))
        if form in _PLAIN:
            yield plain
        title = _title("dump-compressed", title=plain.title)
        yield Kind(f"{plain.name}.gz", form, plain.media_type, title, GZIP)


def _tables() -> Iterator[Kind]:
    yield Kind("tables.xlsx", "xlsx", FORMATS["xlsx"].media_type, _title("dump-xlsx"))
    for table in tables():
        for form, ending, media_type in _TABLE_FORMATS:
            shown = _title(f"dump-{form}", title=table.title)
            yield Kind(f"{table.name}{ending}", form, media_type, shown, table=table.name)
    yield Kind(PACKAGE, "package", _JSON, _title("dump-package"))


def _networks() -> Iterator[Kind]:
    for form in ("graphml", "gexf"):
        title = _title(f"dump-{form}")
        yield Kind(f"{NETWORK}.{form}", form, FORMATS[form].media_type, title)


def _about() -> Iterator[Kind]:
    yield Kind(SUMS, "sums", _TEXT, _title("dump-sums"))


def _title(key: str, **values: Words) -> Words:
    """Return a message in both languages; its values are titles."""
    ja = {name: value.ja for name, value in values.items()}
    en = {name: value.en for name, value in values.items()}
    return Words(say(key, "ja", **ja), say(key, "en", **en))
