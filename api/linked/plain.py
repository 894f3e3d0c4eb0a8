"""A document for those who know nothing of RDF: plain JSON, and a table of facts.

{"id": "https://…", "types": ["tng:Goal"], "label": {"ja": "…"},
 "facts": {"tng:partner": [{"id": "https://…", "label": {"ja": "…"}}]},
 "parts": {"#lines": {…}}, "incoming": {"tng:objective": […]}, "more": false}
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from api.linked.facts import Facts
from api.linked.jsonld import brief
from api.linked.terms import text_of
from core.spreadsheet import harmless
from ontology.terms import DCT, RDF, SKOS, TNG, XSD

_HEADER = (
    *("direction", "subject", "property", "value", "language", "datatype"),
    *("label_ja", "label_en"),
)
_NAMES = tuple(map(str, (SKOS.prefLabel, DCT.title, TNG.text)))
"""What names a thing, the best first."""

_TYPE = str(RDF.type)

Labels = Mapping[str, Mapping[str, str]]
"""Names of things by language."""


def as_json(facts: Facts, release: str) -> bytes:
    """Return a document as JSON; `release` is the id of the release that says it."""
    labels = _labels(facts)
    own, parts = dict[str, list[object]](), dict[str, dict[str, list[object]]]()
    for quad in _once(facts.own):
        subject, prop = text_of(quad.subject), text_of(quad.predicate)
        part = subject.removeprefix(facts.iri)
        said = parts.setdefault(part, {}) if part else own
        if prop != _TYPE or part:
            said.setdefault(brief(prop), []).append(_value(quad.object, labels))
    incoming = dict[str, list[object]]()
    for quad in _once(facts.incoming):
        incoming.setdefault(brief(text_of(quad.predicate)), []).append(_value(quad.subject, labels))
    document = {
        "id": facts.iri,
        "types": _types(facts),
        "label": labels.get(facts.iri, {}),
        "facts": own,
        "parts": parts,
        "incoming": incoming,
        "more": facts.more,
        "release": release,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def as_csv(facts: Facts) -> bytes:
    """Return a document as a table: a row for each fact, no text of which runs as a formula."""
    labels = _labels(facts)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADER)
    for direction, quads in (("out", facts.own), ("in", facts.incoming)):
        for quad in _once(quads):
            other = quad.subject if direction == "in" else quad.object
            writer.writerow(harmless(cell) for cell in (direction, *_cells(quad), *_named(other, labels)))
    return out.getvalue().encode()


def _cells(quad: Quad) -> Iterator[str]:
    value = quad.object
    yield text_of(quad.subject)
    yield brief(text_of(quad.predicate))
    yield text_of(value)
    literal = value if isinstance(value, Literal) else None
    yield (literal.language or "") if literal else ""
    kind = str(literal.datatype.value) if literal and not literal.language else ""
    yield "" if kind == str(XSD.string) else brief(kind)


def _named(term: object, labels: Labels) -> tuple[str, str]:
    known = labels.get(str(term.value), {}) if isinstance(term, NamedNode) else {}
    return known.get("ja", ""), known.get("en", "")


def _types(facts: Facts) -> list[str]:
    types = (
        str(quad.object.value)
        for quad in facts.own
        if isinstance(quad.object, NamedNode)
        and (text_of(quad.subject), text_of(quad.predicate)) == (facts.iri, _TYPE)
    )
    return list(dict.fromkeys(map(brief, types)))


def _labels(facts: Facts) -> Labels:
    """Return the best name that each thing has in each language."""
    found: dict[str, dict[str, str]] = {}
    for name in _NAMES:
        for quad in (*facts.own, *facts.names):
            if text_of(quad.predicate) == name and isinstance(quad.object, Literal):
                known = found.setdefault(text_of(quad.subject), {})
                known.setdefault(quad.object.language or "und", quad.object.value)
    return found


def _once(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield one quad of each triple: the named graph that says it is no matter here."""
    return iter({str(quad.triple): quad for quad in quads}.values())


def _value(term: object, labels: Labels) -> object:
    if isinstance(term, NamedNode):
        label = labels.get(str(term.value))
        return {"id": term.value} | ({"label": label} if label else {})
    if not isinstance(term, Literal):
        return {"value": str(term)}
    kind = str(term.datatype.value)
    typed = {"type": brief(kind)} if not term.language and kind != str(XSD.string) else {}
    return {"value": term.value} | ({"language": term.language} if term.language else {}) | typed
