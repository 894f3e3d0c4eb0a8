"""What the editor at `/sparql` completes: the terms of the vocabularies, with what people call them."""

import json
from collections.abc import Iterator, Mapping
from functools import cache

from rdflib import Graph, Literal, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.labels import Labels, shorten
from api.languages import language_of
from api.represent import represent
from core.messages import Language
from ontology.naming import Vocabulary
from ontology.terms import OWL, PREFIXES, RDF, SKOS, TNG
from ontology.vocabulary import load

_KINDS: Mapping[URIRef, str] = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    SKOS.Concept: "concept",
    SKOS.ConceptScheme: "scheme",
}
"""The kinds of own terms, in the order in which they are offered."""


async def editor_terms(request: Request) -> Response:
    """Send the terms as JSON; definitions are in the language of the address."""
    body = await run_in_threadpool(_written, language_of(request))
    return represent(request, body, "application/json", "")


@cache
def _written(language: Language) -> bytes:
    labels = Labels.load()
    terms = [*_own(load(), labels, language), *_reused(labels)]
    return json.dumps({"prefixes": PREFIXES, "terms": terms}, ensure_ascii=False).encode()


def _own(graph: Graph, labels: Labels, language: Language) -> Iterator[dict[str, str]]:
    """Yield the terms of the own vocabulary, classes first; some are a property and a concept too."""
    seen: set[URIRef] = set()
    for kind, name in _KINDS.items():
        found = {each for each in graph.subjects(RDF.type, kind) if isinstance(each, URIRef)}
        for term in sorted(each for each in found - seen if each.startswith(TNG.base)):
            yield _term(term, name, labels) | _about(graph, term, language)
        seen |= found


def _reused(labels: Labels) -> Iterator[dict[str, str]]:
    """Yield the terms of others that the graph uses. By custom a class begins with a capital letter."""
    for vocabulary in Vocabulary.__subclasses__():
        if vocabulary is not TNG:
            for name, term in vocabulary.terms().items():
                yield _term(term, "class" if name[0].isupper() else "property", labels)


def _term(term: URIRef, kind: str, labels: Labels) -> dict[str, str]:
    short = shorten(term)
    names = {"ja": labels.name(str(term), "ja"), "en": labels.name(str(term), "en")}
    return {"name": short, "kind": kind} | {key: name for key, name in names.items() if name != short}


def _about(graph: Graph, term: URIRef, language: Language) -> dict[str, str]:
    definitions = (each for each in graph.objects(term, SKOS.definition) if isinstance(each, Literal))
    said = next((str(each) for each in definitions if each.language == language), "")
    return {"about": said} if said else {}
