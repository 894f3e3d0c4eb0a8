"""RDF from bytes that nobody vouches for. Nothing that they name is fetched."""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import quote

from pyoxigraph import QuadParser, RdfFormat, Triple, parse
from rdflib import Graph

from core.errors import RefusedFile

FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""By the suffix of the file's name, in small letters."""


_KNOWN = {
    r"LoadDocumentCallback": "rdf-context-outside",
    r"prefix (?P<prefix>\S*:) has not been declared": "rdf-no-prefix",
    r"A dot is expected": "rdf-no-dot",
    r"Unexpected end": "rdf-cut",
}
"""What the parser says of mistakes that people often make, and what is said instead."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The merge of all graphs of a file, its text, and the prefixes that it declares."""

    graph: Graph
    text: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)


def is_rdf(name: str) -> bool:
    """Tell by its name whether a file is RDF.

    >>> is_rdf("catalog.TTL"), is_rdf("midori.txt")
    (True, False)
    """
    return PurePath(name).suffix.lower() in FORMATS


def parsed(data: bytes, name: str) -> Parsed:
    """Return what a file says, all its graphs together. Raises `RefusedFile` with line and reason."""
    form = FORMATS[PurePath(name).suffix.lower()]
    data = data.removeprefix(BOM_UTF8)  # what Windows writes before the first letter
    base = f"https://file.invalid/{quote(name)}"  # for what is named by the file's own address
    try:
        parser = parse(data, form, base_iri=base)
        lines = _lines(parser, name)
    except SyntaxError as error:
        raise _broken(error, data, name) from error
    graph = Graph(bind_namespaces="none").parse(data="".join(lines), format="nt")
    return Parsed(graph, data.decode("utf-8", "replace"), parser.prefixes)


def _lines(parser: QuadParser, name: str) -> list[str]:
    """Return the triples as N-Triples, which rdflib reads as it finds them."""
    found = dict.fromkeys(f"{quad.triple} .\n" for quad in parser if not isinstance(quad.object, Triple))
    if not found:
        raise RefusedFile("rdf-empty", file=name)
    return list(found)


def _broken(error: SyntaxError, data: bytes, name: str) -> RefusedFile:
    line = error.lineno or 1
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return RefusedFile("rdf-not-utf8", file=name, line=data.count(b"\n", 0, wrong.start) + 1)
    for told, key in _KNOWN.items():
        if found := re.search(told, error.msg):
            return RefusedFile(key, **{"file": name, "line": line} | found.groupdict())
    return RefusedFile("rdf-broken", file=name, line=line, reason=error.msg)
