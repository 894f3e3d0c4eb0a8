"""A request of the SPARQL 1.1 Protocol becomes a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.bodies import address_parameters, parameters, read_text
from api.errors import BodyTooLarge, RefusedQuery, UnsupportedMedia
from api.sparql.formats import Choice, accepted, named, wants_html
from api.sparql.guard import QUERY_BYTES
from api.sparql.question import Dataset

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*""")
"""An absolute IRI, as it can stand between `<` and `>`."""

_GRAPHS = ("default-graph-uri", "named-graph-uri")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UTF8 = ("utf-8", "utf8", "us-ascii")
_SHOWN = 80

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks.

    `query` is None where there is none, and `bare` says that there are no parameters either, but for
    `?format=`. `dataset` are the graphs, `accept` what the client takes.
    """

    query: str | None
    bare: bool
    dataset: Dataset | None
    format: str
    accept: str

    @property
    def page(self) -> bool:
        """Whether a browser asks for a page."""
        return not self.format and wants_html(self.accept)

    def choice(self) -> Choice:
        """Return the formats that the client takes; `NotAcceptable` where there are none."""
        return named(self.format) if self.format else accepted(self.accept)


async def read(request: Request) -> Asked:
    """Read a GET, HEAD or POST of the protocol."""
    pairs = address_parameters(request)
    posted = request.method == "POST"
    if posted:
        media = _media_type(request)
        body = await read_text(request)
        pairs += [("query", body)] if media == _DIRECT else parameters(body)
    return Asked(
        query=_query(pairs),
        bare=not posted and all(name == "format" for name, _ in pairs),
        dataset=_dataset(pairs),
        format=format_of(pairs),
        accept=accept_of(request),
    )


def accept_of(request: Request) -> str:
    """Return `Accept`; several lines of it are one list."""
    return ", ".join(request.headers.getlist("accept"))


def format_of(pairs: Pairs) -> str:
    """Return `?format=`, empty where there is none."""
    return next((value for name, value in pairs if name == "format"), "")


def checked_iri(name: str, value: str) -> str:
    """Return the IRI of a graph; `RefusedQuery` where it is none."""
    if not IRI.fullmatch(value):
        raise RefusedQuery("graph-iri-invalid", name=name, value=value[:_SHOWN])
    return value


def _media_type(request: Request) -> str:
    """Return the type of the body, one of the two that are read."""
    said = request.headers.get("content-type", "")
    media, *given = (part.strip() for part in said.lower().split(";"))
    charsets = [part.partition("=") for part in given if part.startswith("charset")]
    known = all(name == "charset" and value.strip('"') in _UTF8 for name, _, value in charsets)
    if media not in (_FORM, _DIRECT) or not known:
        raise UnsupportedMedia("media-unsupported", media=said[:_SHOWN] or "—")
    return media


def _query(pairs: Pairs) -> str | None:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise RefusedQuery("protocol-update")
    if len(queries) > 1:
        raise RefusedQuery("query-repeated")
    if not queries or not queries[0].strip():
        return None
    size = len(queries[0].encode("utf-8"))
    if size > QUERY_BYTES:
        raise BodyTooLarge("query-too-long", size=size, limit=QUERY_BYTES)
    return queries[0]


def _dataset(pairs: Pairs) -> Dataset | None:
    """Return the graphs that a request names; most name none."""
    if not any(name in _GRAPHS for name, _ in pairs):
        return None
    default, names = (
        tuple(checked_iri(wanted, value) for name, value in pairs if name == wanted) for wanted in _GRAPHS
    )
    return Dataset(default, names)
