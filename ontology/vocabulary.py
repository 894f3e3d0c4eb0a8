"""The vocabulary as one graph: `tsunagu.ttl`, the concept schemes and the alignments."""

from collections.abc import Iterator
from importlib.resources import files

from rdflib import Graph

from ontology.terms import PREFIXES


def load() -> Graph:
    """Return the whole vocabulary. Nothing is fetched."""
    graph = Graph(bind_namespaces="none")
    for text in _sources():
        graph.parse(data=text, format="turtle")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    return graph


def _sources() -> Iterator[str]:
    here = files("ontology")
    for name in ("tsunagu.ttl", "alignments.ttl"):
        yield here.joinpath(name).read_text(encoding="utf-8")
    for scheme in sorted(here.joinpath("schemes").iterdir(), key=lambda path: path.name):
        yield scheme.read_text(encoding="utf-8")
