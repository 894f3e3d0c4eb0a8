"""JSON-LD that people can read: prefixes instead of long names, one object for each thing.

{"@context": {"skos": …}, "@graph": [{"@id": "https://…", "@type": ["tng:Goal"], "tng:number": [3]}]}
"""

import json
import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from ontology.terms import PREFIXES, RDF, XSD

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})")
_TYPE = str(RDF.type)


def jsonld(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return these triples, in their order; `prefixes` are all that may be used."""
    things: dict[str, dict[str, object]] = {}
    for triple in triples:
        subject = str(getattr(triple.subject, "value", ""))
        thing = things.setdefault(subject, {"@id": subject})
        prop = str(triple.predicate.value)
        key = "@type" if prop == _TYPE else brief(prop, prefixes)
        values = thing.setdefault(key, [])
        if isinstance(values, list):
            values.append(_value(triple.object, prefixes, bare=key == "@type"))
    known = {"@context": dict(prefixes), "@graph": list(things.values())}
    return json.dumps(known, ensure_ascii=False, indent=1).encode() + b"\n"


def brief(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI in short form where everybody reads it alike.

    >>> brief("https://w3id.org/tsunagu/def#Goal"), brief("https://w3id.org/tsunagu/def")
    ('tng:Goal', 'https://w3id.org/tsunagu/def')
    """
    for prefix, base in prefixes.items():
        if iri.startswith(base) and _NAME.fullmatch(iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _value(term: object, prefixes: Mapping[str, str], *, bare: bool) -> object:
    if isinstance(term, Literal):
        return _literal(term, prefixes)
    iri = str(term.value) if isinstance(term, NamedNode) else str(term)
    return brief(iri, prefixes) if bare else {"@id": iri}


def _literal(term: Literal, prefixes: Mapping[str, str]) -> object:
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = str(term.datatype.value)
    if kind == str(XSD.string):
        return term.value
    if kind == str(XSD.integer) and _INTEGER.fullmatch(term.value):
        return int(term.value)
    if kind == str(XSD.boolean) and term.value in ("true", "false"):
        return term.value == "true"
    return {"@value": term.value, "@type": brief(kind, prefixes)}
