"""`/def`: the vocabulary, as a page and in every format; its JSON-LD context at `/def/context.jsonld`.

Its terms have names behind `#`, so it is one document. `/def/{version}` is the version that is in
force: what `owl:versionIRI` leads to.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import Response

from api.labels import shorten
from api.linked.forms import DATA, FORMS, chosen, parted
from api.linked.writing import written
from api.protocol import accept_of
from api.represent import VARIES, mark, represent
from api.site import render
from ontology.changes import changes, version
from ontology.context import context
from ontology.described import KINDS, ONTOLOGY, Term, label_of, rule_of_change, terms
from ontology.terms import TNG
from ontology.vocabulary import load
from shapes.terms import Constraint, constraints, targets

_PLACE = "/def"
_CONTEXT = f"{_PLACE}/context.jsonld"

AS_CONTEXT = f'<{_CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
"""The value of `Link` by which plain JSON reads as JSON-LD (JSON-LD 1.1, 6.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: a term with its words in both languages, IRIs in short form."""

    name: str
    id: str
    kind: str
    label_ja: str
    label_en: str
    definition_ja: str
    definition_en: str
    broader: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    source: tuple[str, ...]
    example: tuple[str, ...]
    near: tuple[str, ...]
    rules: tuple[str, ...]


async def vocabulary(request: Request) -> Response:
    """Send the vocabulary: with a suffix in that format, without in the one that the client wants."""
    _, named = parted(request.url.path)
    form = named or chosen(accept_of(request))
    if form.name == "html":
        return _page(request)
    return represent(request, _written(form.name), form.media_type, "")


async def jsonld_context(request: Request) -> Response:
    """Send the JSON-LD context of the vocabulary."""
    return represent(request, _context(), "application/ld+json", "")


def _page(request: Request) -> Response:
    page = render(
        request,
        "vocabulary.html",
        files=DATA,
        entries={kind: [each for each in terms() if each.kind == kind] for kind in KINDS},
        rules_of=rules_of,
        label_of=label_of,
        short=lambda iri: shorten(str(iri)),
        own=lambda iri: str(iri).startswith(TNG.base),
        changes=changes(),
        rule_of_change=rule_of_change(),
    )
    page.headers.update(VARIES | {"ETag": mark(bytes(page.body), "text/html", "")})
    return page


def rules_of(term: Term) -> tuple[Constraint, ...]:
    """Return the rules to show with a term: those run on a class, those that speak of anything else.

    Those of a list are the ones that speak of every value of it; lists that data may add to have none.
    """
    if term.kind == "schemes":
        values = [set(constraints().get(each.iri, ())) for each in terms() if term.iri in each.above]
        return tuple(sorted(set.intersection(*values)))
    run = targets().get(term.iri) if term.kind == "classes" else None
    return run or constraints().get(term.iri, ())


@cache
def _context() -> bytes:
    return json.dumps(context(), ensure_ascii=False, indent=1).encode() + b"\n"


@cache
def _written(form: str) -> bytes:
    if form == "json":
        return (
            json.dumps([asdict(each) for each in _entries()], ensure_ascii=False, indent=1).encode() + b"\n"
        )
    if form == "csv":
        return _table()
    return written(_quads(), form)


def _table() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*Entry.__slots__])
    writer.writeheader()
    for each in _entries():
        row = asdict(each)
        writer.writerow(
            {key: " ".join(value) if isinstance(value, tuple) else value for key, value in row.items()}
        )
    return out.getvalue().encode()


def _quads() -> list[Quad]:
    """Return the statements, in a graph that has the name of the vocabulary."""
    graph = NamedNode(ONTOLOGY)
    lines = load().serialize(format="nt", encoding="utf-8")
    found = parse(lines, format=RdfFormat.N_TRIPLES)
    return sorted((Quad(each.subject, each.predicate, each.object, graph) for each in found), key=str)


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(map(_entry, terms()))


def _entry(term: Term) -> Entry:
    return Entry(
        term.name,
        str(term.iri),
        term.kind,
        term.label.ja,
        term.label.en,
        term.definition.ja,
        term.definition.en,
        broader=_short(term.above),
        domain=_short(term.domain),
        range=_short(term.range),
        source=_short(term.sources),
        example=term.examples,
        near=tuple(f"{each.how} {shorten(str(each.iri))}" for each in term.matches),
        rules=tuple(each.name for each in rules_of(term)),
    )


def _short(iris: Iterable[URIRef]) -> tuple[str, ...]:
    return tuple(shorten(str(each)) for each in iris)


ROUTES = {f"{_PLACE}{suffix}": vocabulary for suffix in ("", *(f".{form.name}" for form in FORMS))} | {
    _CONTEXT: jsonld_context,
    f"{_PLACE}/{version()}": vocabulary,
}
"""The addresses of this room."""
