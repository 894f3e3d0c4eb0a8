"""A request of the SPARQL 1.1 Protocol becomes a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.bodies import read_text
from api.errors import RefusedQuery, UnsupportedMedia
from api.sparql.formats import Choice, accepted, named, wants_html
from api.sparql.question import Dataset

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UTF8 = ("", "utf-8", "utf8", "us-ascii")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the query (None: none), the graphs, `?format=`, and how it was accepted."""

    query: str | None
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
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        media, _, parameters = request.headers.get("content-type", "").partition(";")
        media = media.strip().lower()
        if media not in (_FORM, _DIRECT) or _charset(parameters) not in _UTF8:
            raise UnsupportedMedia("media-unsupported", media=media[:80] or "—")
        body = await read_text(request)
        pairs += [("query", body)] if media == _DIRECT else parse_qsl(body, keep_blank_values=True)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise RefusedQuery("query-repeated")
    return Asked(
        query=queries[0] if queries and queries[0].strip() else None,
        dataset=_dataset(pairs),
        format=next((value for name, value in pairs if name == "format"), ""),
        accept=request.headers.get("accept", ""),
    )


def _charset(parameters: str) -> str:
    _, _, charset = parameters.strip().lower().partition("charset=")
    return charset.strip('" ')


def _dataset(pairs: Sequence[tuple[str, str]]) -> Dataset | None:
    """Return the graphs that a request names. Oxigraph would count a triple once for each of several."""
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    names = tuple(value for name, value in pairs if name == "named-graph-uri")
    if len(default) > 1:
        raise RefusedQuery("query-default-graphs")
    return Dataset(default, names) if default or names else None
