"""Formats of answers, and the choice among them by `Accept` or `?format=`.

Rows (SELECT, ASK) and graphs (CONSTRUCT, DESCRIBE) have formats of their own. A choice names one of
each where the client accepts it, since only the engine knows for certain which kind a query gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from api.errors import NotAcceptable


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer. `name` is what `?format=` and the command take."""

    name: str
    media_types: tuple[str, ...]

    @property
    def media_type(self) -> str:
        """The type that an answer carries."""
        kind = self.media_types[0]
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


ROWS = (
    Format("json", ("application/sparql-results+json", "application/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
GRAPHS = (
    Format("ttl", ("text/turtle", "application/x-turtle")),
    Format("nt", ("application/n-triples", "text/plain")),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("jsonld", ("application/ld+json", "application/json")),
    Format("n3", ("text/n3",)),
)
HTML = Format("html", ("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The format for rows and the one for graphs; None where the client takes none."""

    rows: Format | None
    graph: Format | None


def named(name: str) -> Choice:
    """Return the choice for `?format=name`; `NotAcceptable` names the ones that exist.

    >>> named("csv").rows.name
    'csv'
    """
    choice = Choice(_by_name(ROWS, name), _by_name(GRAPHS, name))
    if choice == Choice(None, None):
        known = ", ".join(format_.name for format_ in ROWS + GRAPHS)
        raise NotAcceptable("format-unknown", format=name[:40], known=known)
    return choice


def accepted(header: str) -> Choice:
    """Return the choice for an `Accept` header; an empty one accepts everything.

    >>> accepted("text/csv;q=0.5, application/json").rows.name
    'json'
    """
    wanted = _parse(header)
    choice = Choice(_best(ROWS, wanted), _best(GRAPHS, wanted))
    if choice == Choice(None, None):
        known = ", ".join(format_.media_types[0] for format_ in ROWS + GRAPHS)
        raise NotAcceptable("accept-unknown", accept=header[:200], known=known)
    return choice


def wants_html(header: str) -> bool:
    """Tell whether a client likes a page at least as well as any format of data.

    >>> wants_html("text/html,application/xhtml+xml,*/*;q=0.8"), wants_html("*/*"), wants_html("")
    (True, False, False)
    """
    wanted = _parse(header)
    named_html = [quality for kind, quality in wanted if kind in HTML.media_types]
    others = [_quality(format_, wanted) for format_ in ROWS + GRAPHS]
    return bool(named_html) and max(named_html) > 0 and max(named_html) >= max(others)


def _by_name(formats: Iterable[Format], name: str) -> Format | None:
    return next((format_ for format_ in formats if format_.name == name), None)


def _best(formats: tuple[Format, ...], wanted: list[tuple[str, float]]) -> Format | None:
    """Return the format with the highest quality; the first one stands before its equals."""
    quality, place = max((_quality(format_, wanted), -number) for number, format_ in enumerate(formats))
    return formats[-place] if quality > 0 else None


def _quality(format_: Format, wanted: list[tuple[str, float]]) -> float:
    """Return how much the client wants a format: the most specific range decides (RFC 9110).

    Only the first media type is what ranges like `text/*` mean; the others are asked for by name.
    """
    said = dict(reversed(wanted))
    by_name = [said[kind] for kind in format_.media_types if kind in said]
    if by_name:
        return max(by_name)
    group = format_.media_types[0].partition("/")[0] + "/*"
    return said.get(group, said.get("*/*", 0.0))


def _parse(header: str) -> list[tuple[str, float]]:
    """Cut an `Accept` header into media ranges and their qualities."""
    ranges = []
    for part in (header.strip() or "*/*").split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        ranges.append((kind, _number(quality)))
    return ranges


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
