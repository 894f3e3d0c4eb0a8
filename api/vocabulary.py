"""`/def`: the vocabulary, as a page and in every format.

Its terms have names behind `#`, so it is one document.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response

from api.labels import shorten
from api.linked.forms import DATA, FORMS, chosen, parted
from api.linked.writing import written
from api.protocol import accept_of
from api.represent import VARIES, mark, represent
from api.site import render
from ontology.terms import OWL, RDF, RDFS, SKOS, TNG
from ontology.vocabulary import load

_PLACE = "/def"
_KINDS = {
    "classes": (OWL.Class,),
    "properties": (OWL.ObjectProperty, OWL.DatatypeProperty),
    "concepts": (SKOS.Concept,),
    "schemes": (SKOS.ConceptScheme,),
}
_ABOVE = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.inScheme)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its name behind `#`, its IRI and kind, its words in both languages, what it is under."""

    name: str
    id: str
    kind: str
    label_ja: str
    label_en: str
    definition_ja: str
    definition_en: str
    broader: tuple[str, ...]


async def vocabulary(request: Request) -> Response:
    """Send the vocabulary: with a suffix in that format, without in the one that the client wants."""
    _, named = parted(request.url.path)
    form = named or chosen(accept_of(request))
    if form.name == "html":
        page = render(request, "vocabulary.html", entries=_by_kind(), files=DATA)
        page.headers.update(VARIES | {"ETag": mark(bytes(page.body), "text/html", "")})
        return page
    return represent(request, _written(form.name), form.media_type, "")


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
    writer.writerows(asdict(each) | {"broader": " ".join(each.broader)} for each in _entries())
    return out.getvalue().encode()


def _quads() -> list[Quad]:
    """Return the statements, in a graph that has the name of the vocabulary."""
    graph = NamedNode(TNG.base.removesuffix("#"))
    lines = load().serialize(format="nt", encoding="utf-8")
    found = parse(lines, format=RdfFormat.N_TRIPLES)
    return sorted((Quad(each.subject, each.predicate, each.object, graph) for each in found), key=str)


@cache
def _by_kind() -> dict[str, list[Entry]]:
    return {kind: [each for each in _entries() if each.kind == kind] for kind in _KINDS}


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(sorted(_terms(load()), key=lambda each: (list(_KINDS).index(each.kind), each.name)))


def _terms(graph: Graph) -> Iterator[Entry]:
    for kind, types in _KINDS.items():
        subjects = {term for each in types for term in graph.subjects(RDF.type, each)}
        for term in subjects:
            if isinstance(term, URIRef) and term.startswith(TNG.base):
                above = (shorten(str(each)) for prop in _ABOVE for each in graph.objects(term, prop))
                yield Entry(
                    term.removeprefix(TNG.base),
                    str(term),
                    kind,
                    *_words(graph, term, RDFS.label, SKOS.prefLabel),
                    *_words(graph, term, SKOS.definition, RDFS.comment),
                    tuple(sorted(above)),
                )


def _words(graph: Graph, term: URIRef, *properties: URIRef) -> tuple[str, str]:
    """Return what the first of these properties that says anything says in both languages."""
    for prop in properties:
        said = {each.language: str(each) for each in graph.objects(term, prop) if isinstance(each, Literal)}
        if said:
            return said.get("ja", ""), said.get("en", "")
    return "", ""


ROUTES = {f"{_PLACE}{suffix}": vocabulary for suffix in ("", *(f".{form.name}" for form in FORMS))}
"""The addresses of this room."""
