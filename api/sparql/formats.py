"""Formats of answers, and the choice among them by `Accept` or `?format=`.

Rows (SELECT, ASK) and graphs (CONSTRUCT, DESCRIBE) have formats of their own. A choice names one of
each where the client accepts it, since only the engine knows for certain which kind a query gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from api.errors import NotAcceptable
from api.preferences import preferences

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer.

    `name` and `aliases` are what `?format=` and the command take, so are the media types. An answer
    carries the first media type.
    """

    name: str
    media_types: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """The type that an answer carries."""
        kind = self.media_types[0]
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def as_type(self, kind: str) -> "Format":
        """Return the same format under another of its media types."""
        others = tuple(each for each in self.media_types if each != kind)
        return replace(self, media_types=(kind, *others))


ROWS = (
    Format("json", ("application/sparql-results+json", "application/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
GRAPHS = (
    Format("ttl", ("text/turtle", "application/x-turtle"), ("turtle",)),
    Format("nt", ("application/n-triples", "text/plain"), ("ntriples", "n-triples")),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml"), ("xml", "rdfxml", "rdf+xml")),
    Format("jsonld", ("application/ld+json", "application/json"), ("json", "json-ld")),
    Format("n3", ("text/n3",)),
    Format("nq", ("application/n-quads",), ("nquads", "n-quads")),
    Format("trig", ("application/trig",)),
)
HTML = Format("html", ("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The format for rows and the one for graphs; None where the client takes none."""

    rows: Format | None
    graph: Format | None

    def media_type(self, name: str) -> str:
        """Return the type by which the client asked for the format of an answer."""
        return next(each.media_type for each in (self.rows, self.graph) if each and each.name == name)


@lru_cache(maxsize=64)
def named(name: str) -> Choice:
    """Return the choice for `?format=name`; `NotAcceptable` names the ones that exist.

    >>> named("csv").rows.name, named("turtle").graph.name, named("json").graph.name
    ('csv', 'ttl', 'jsonld')
    """
    wanted = name.strip().lower()
    choice = Choice(_by_name(ROWS, wanted), _by_name(GRAPHS, wanted))
    if choice == Choice(None, None):
        known = ", ".join(format_.name for format_ in ROWS + GRAPHS)
        raise NotAcceptable("format-unknown", format=name[:40], known=known)
    return choice


@lru_cache(maxsize=256)
def accepted(header: str) -> Choice:
    """Return the choice for an `Accept` header; an empty one accepts everything.

    >>> accepted("text/csv;q=0.5, application/json").rows.media_type
    'application/json'
    """
    choice = Choice(best(ROWS, header), best(GRAPHS, header))
    if choice == Choice(None, None):
        known = ", ".join(format_.media_types[0] for format_ in ROWS + GRAPHS)
        raise NotAcceptable("accept-unknown", accept=header[:_SHOWN], known=known)
    return choice


@lru_cache(maxsize=256)
def wants_html(header: str) -> bool:
    """Tell whether a client likes a page at least as well as any format of data.

    >>> wants_html("text/html,application/xhtml+xml,*/*;q=0.8"), wants_html("*/*"), wants_html("")
    (True, False, False)
    """
    wanted = preferences(header)
    named_html = [quality for kind, quality in wanted if kind in HTML.media_types]
    others = [_quality(format_, wanted)[0] for format_ in ROWS + GRAPHS]
    return bool(named_html) and max(named_html) > 0 and max(named_html) >= max(others)


def best(formats: Iterable[Format], header: str) -> Format | None:
    """Return the format that an `Accept` header wants most, under the type by which it is wanted.

    The first one stands before its equals; None where none is wanted.
    """
    wanted = preferences(header.strip() or "*/*")
    rated = [(*_quality(format_, wanted), format_) for format_ in formats]
    quality, kind, format_ = max(rated, key=lambda each: each[0])
    return format_.as_type(kind) if quality > 0 else None


def _by_name(formats: Iterable[Format], name: str) -> Format | None:
    for format_ in formats:
        if name in (format_.name, *format_.aliases):
            return format_
        if name in format_.media_types:
            return format_.as_type(name)
    return None


def _quality(format_: Format, wanted: tuple[tuple[str, float], ...]) -> tuple[float, str]:
    """Return how much the client wants a format, and as which type: the most specific range decides.

    Only the first media type is what ranges like `text/*` mean; the others are asked for by name.
    """
    said = dict(reversed(wanted))
    by_name = [(said[kind], kind) for kind in format_.media_types if kind in said]
    if by_name:
        return max(by_name, key=lambda each: each[0])
    first = format_.media_types[0]
    group = first.partition("/")[0] + "/*"
    return said.get(group, said.get("*/*", 0.0)), first
