"""What a release knows of the points of its networks: what they are, their names, whose sheets there are."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from ontology.terms import TNG

Row = tuple[str, ...]

_TYPES = (
    *(TNG.Department, TNG.Goal, TNG.MidTermGoal, TNG.Policy, TNG.Program, TNG.Partner),
    *(TNG.StakeholderGroup, TNG.Site, TNG.Ordinance, TNG.PlanDocument, TNG.Objective),
)
"""The classes of `things.rq`; a thing of several counts as the first."""

_RANKS = {str(kind): rank for rank, kind in enumerate(_TYPES)}


@dataclass(frozen=True, slots=True)
class Thing:
    """A point: the short name of its class, its labels ("" where it has none), its printed number."""

    type: str
    ja: str
    en: str
    notation: str


UNKNOWN = Thing("", "", "", "")


@dataclass(frozen=True, slots=True)
class Known:
    """Things by IRI, and the departments that have a sheet of a year."""

    things: dict[str, Thing]
    sheets: frozenset[tuple[str, int]]

    @classmethod
    def of(cls, store: Store) -> "Known":
        """Ask the store of a release."""
        said: dict[str, list[tuple[str, str, str, str]]] = {}
        for thing, kind, label, tongue, notation in _labelled(store):
            said.setdefault(thing, []).append((kind, label, tongue, notation))
        sheets = {(department, int(year)) for department, year in rows(store, _query("sheets"))}
        return cls({iri: _thing(values) for iri, values in said.items()}, frozenset(sheets))


def rows(store: Store, query: str) -> list[Row]:
    """Return the rows of a SELECT as texts ("" where a variable has no value), sorted."""
    return sorted(tuple(_text(value) for value in row) for row in _asked(store, query))


def _asked(store: Store, query: str) -> QuerySolutions:
    found = store.query(query)
    if not isinstance(found, QuerySolutions):
        raise TypeError("the query of a network is a SELECT")
    return found


def _labelled(store: Store) -> list[Row]:
    """Return thing, class, label, its language and number, sorted."""
    found: list[Row] = []
    for thing, kind, label, notation in _asked(store, _query("things")):
        tongue = label.language or "" if isinstance(label, Literal) else ""
        found.append((_text(thing), _text(kind), _text(label), tongue, _text(notation)))
    return sorted(found)


def _text(value: object) -> str:
    return value.value if isinstance(value, NamedNode | Literal) else ""


def _thing(said: list[tuple[str, str, str, str]]) -> Thing:
    kind = min((kind for kind, _, _, _ in said), key=lambda kind: _RANKS[kind])
    ja, en = (
        next((label for _, label, tongue, _ in said if label and tongue in tongues), "")
        for tongues in (("ja", ""), ("en",))
    )
    return Thing(kind.removeprefix(TNG.base), ja, en, min(notation for _, _, _, notation in said))


@cache
def _query(name: str) -> str:
    return (files("graph.network") / f"{name}.rq").read_text("utf-8")
