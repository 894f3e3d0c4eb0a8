"""Canonical N-Quads: one triple a line, sorted by code point, so that equal graphs are equal bytes.

Strings are written as canonical N-Triples writes them: as they are, apart from the characters of
`_ESCAPES` and other control characters.
"""

import re

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontology.terms import XSD

_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}
_ESCAPED = re.compile(r'[\x00-\x1f\x7f\ufffe\uffff"\\]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def nquads(graph: Graph, name: URIRef) -> bytes:
    """Return the graph as canonical N-Quads under `name`: UTF-8, lines ended by LF.

    Raises `ValueError` for a blank node, and for an IRI with a character that no IRI may have.
    """
    end = f" {_term(name)} .\n"
    lines = (" ".join(map(_term, triple)) + end for triple in graph)
    return "".join(sorted(lines)).encode()


def _term(term: Node) -> str:
    if isinstance(term, URIRef):
        if _NOT_IN_IRI.search(term):
            raise ValueError(f"not an IRI: {term!r}")
        return f"<{term}>"
    if isinstance(term, Literal):
        return _literal(term)
    raise ValueError(f"neither an IRI nor a literal: {term!r}")


def _literal(literal: Literal) -> str:
    quoted = f'"{_ESCAPED.sub(_escape, literal)}"'
    if literal.language:
        return f"{quoted}@{literal.language}"
    if literal.datatype is None or literal.datatype == XSD.string:
        return quoted
    return f"{quoted}^^{_term(literal.datatype)}"


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character, f"\\u{ord(character):04X}")
