"""A thing that is not there any more: which release had it last, and where it went."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolution, QuerySolutions, Store, Variable

from core.errors import HomeError
from graph.home import Home
from graph.manifest import read_manifest
from graph.network import Words
from graph.release import Release
from graph.store import open_folder
from graph.verify import STORE
from ontology.terms import SKOS

_OPEN: dict[Path, Store] = {}
"""The stores of releases that were asked, by their folders. Opening one takes longer than asking it."""

_MOST = 5
_SHORTEST = 4
"""Parts of an address that are no thing yet: the scheme, the host and what stands before `id/`."""

_OF_OLD = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?thing ?class ?label ?sheet WHERE {
  ?thing a ?class ; skos:prefLabel ?label .
  FILTER(STRSTARTS(STR(?class), STR(tng:)) && LANG(?label) = "ja")
  OPTIONAL { ?thing tng:sheet ?sheet }
}
"""
_SUCCESSORS = """
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?now ?thing WHERE { ?now tng:continues ?thing } ORDER BY ?now
"""
_SAME_NAME = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?now %s WHERE { ?now skos:prefLabel|skos:altLabel ?label ; a ?class %s } ORDER BY ?now
"""


@dataclass(frozen=True, slots=True)
class Successor:
    """Where something went.

    `how`: `continued` by another thing, the `same-name` at another IRI, or what it stood `within`.
    """

    iri: str
    label: Words
    how: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing of an earlier release: the last that had it, when that was made, and where it went."""

    iri: str
    label: Words
    release: str
    created: str
    successors: tuple[Successor, ...]


def gone(release: Release, iri: str) -> Gone | None:
    """Return what became of a thing that this release has not; None where no kept earlier one had it."""
    home, node = Home(release.path.parents[1]), NamedNode(iri)
    known = home.release_ids()
    _close_others({home.releases / each for each in known})
    for release_id in reversed(list(takewhile(lambda each: each != release.id, known))):
        store = _store(home.releases / release_id)
        if store is not None and _has(store, node):
            now = _store(release.path)
            created = read_manifest(home.releases / release_id).created
            found = _successors(store, now, node) if now is not None else []
            return Gone(iri, _label(store, node), release_id, created, tuple(found))
    return None


def _close_others(kept: set[Path]) -> None:
    """Let go of releases that were removed: what was withdrawn for good must not stay open."""
    for folder in _OPEN.keys() - kept:
        _OPEN.pop(folder, None)


def _store(folder: Path) -> Store | None:
    """Return the store of a release, None where it was removed a moment ago."""
    if folder not in _OPEN:
        try:
            _OPEN[folder] = open_folder(folder / STORE)
        except HomeError:
            return None
    return _OPEN.get(folder)


def _has(store: Store, node: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(node, None, None, DefaultGraph())), None) is not None


def _successors(old: Store, now: Store, node: NamedNode) -> list[Successor]:
    """Return the best that is known: what continues it, else its name elsewhere, else what it was in."""
    ways: dict[str, Callable[[], list[NamedNode]]] = {
        "continued": lambda: _asked(now, _SUCCESSORS, "now", thing=node),
        "same-name": lambda: _with_its_name(old, now, node),
        "within": lambda: _around(now, node),
    }
    for how, find in ways.items():
        things = find()[:_MOST]
        if things:
            return [Successor(thing.value, _label(now, thing), how) for thing in things]
    return []


def _with_its_name(old: Store, now: Store, node: NamedNode) -> list[NamedNode]:
    """Return what has its name and class now, in the same sheet where it stood in one."""
    found: dict[NamedNode, None] = {}
    for row in _rows(old, _OF_OLD, thing=node):
        known = {name: row[name] for name in ("class", "label", "sheet") if row[name] is not None}
        variables = " ".join(f"?{name}" for name in known)
        query = _SAME_NAME % (variables, "; tng:sheet ?sheet" if "sheet" in known else "")
        found |= dict.fromkeys(_asked(now, query, "now", **known))
    return sorted(found, key=lambda each: each.value)


def _around(now: Store, node: NamedNode) -> list[NamedNode]:
    """Return the nearest thing that is still there and in whose address the thing's own begins."""
    parts = node.value.split("/")
    for length in range(len(parts) - 1, _SHORTEST, -1):
        whole = NamedNode("/".join(parts[:length]))
        if _has(now, whole):
            return [whole]
    return []


def _label(store: Store, node: NamedNode) -> Words:
    pattern = store.quads_for_pattern(node, NamedNode(str(SKOS.prefLabel)), None, DefaultGraph())
    labels = {quad.object.language: quad.object.value for quad in pattern if isinstance(quad.object, Literal)}
    return Words(labels.get("ja", ""), labels.get("en", ""))


def _asked(store: Store, query: str, name: str, **known: NamedNode | Literal) -> list[NamedNode]:
    return [row[name] for row in _rows(store, query, **known) if isinstance(row[name], NamedNode)]


def _rows(store: Store, query: str, **known: NamedNode | Literal) -> Iterator[QuerySolution]:
    found = store.query(query, substitutions={Variable(name): term for name, term in known.items()})
    if not isinstance(found, QuerySolutions):
        raise TypeError("the query is no SELECT")
    return iter(found)
