"""Which IRIs of the example's default graph are ours, and where they stand on a server."""

from collections.abc import Callable

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from graph.release import Release
from graph.store import open_store

BASE = "https://w3id.org/tsunagu/"


@pytest.fixture(scope="session")
def ours(example: Release) -> list[str]:
    """Every IRI under the base of the example city, in any place of a statement of the default graph."""
    found: set[str] = set()
    for quad in open_store(example).quads_for_pattern(None, None, None, DefaultGraph()):
        terms = (quad.subject, quad.predicate, quad.object)
        found |= {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(BASE)}
    return sorted(found)


@pytest.fixture(scope="session")
def place() -> Callable[[str], str]:
    """Return the path at which an IRI is asked for: clients send nothing from `#` on."""
    return lambda iri: "/" + iri.removeprefix(BASE).partition("#")[0]
