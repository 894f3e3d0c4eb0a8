"""What the sheets and registers of a city say that matters from year to year.

Fragments are read line by line and only lines with a predicate of interest are parsed, so that
hundreds of sheets are never in memory as graphs.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import URIRef

from graph.fragments import Fragment
from ontology.terms import DCT, ORG, RDF, SKOS, TNG

NAMED = (TNG.Partner, TNG.Program, TNG.Site, TNG.StakeholderGroup, TNG.Ordinance, TNG.PlanDocument)
"""The classes of things that have names of their own and an overall status."""

_SHARED_THINGS = (TNG.program, TNG.partner, TNG.proposedPartner, TNG.site, TNG.legalBasis, TNG.refersTo)
_PREDICATES = (
    *(RDF.type, DCT.title, DCT.date, SKOS.prefLabel),
    *(TNG.form, TNG.department, TNG.fiscalYear, TNG.sheet, TNG.objective, TNG.text, TNG.contributesTo),
    *(TNG.of, TNG.status, TNG.evidence, TNG.method, *_SHARED_THINGS),
    *(ORG.originalOrganization, ORG.resultingOrganization),
)
_WANTED = frozenset(f"<{predicate}>".encode() for predicate in _PREDICATES)

Said = Mapping[URIRef, Mapping[URIRef, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the year. `policies` and `things` are IRIs, so policies of two lists never meet."""

    iri: str
    title: str
    policies: frozenset[str]
    things: frozenset[str]
    actions: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with a name; `learnt` where this fragment has it from a sheet and from no register."""

    iri: str
    kind: str
    label: str
    learnt: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention of a thing: its status and evidence (IRIs)."""

    thing: str
    status: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Departments (IRIs) that became others on a day (ISO date)."""

    day: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one fragment says. The registers are of no department and of year 0, and have no goals."""

    iri: str
    department: str
    year: int
    form: str
    goals: tuple[Goal, ...]
    things: tuple[Thing, ...]
    namings: tuple[Naming, ...]
    changes: tuple[Change, ...]


def facts_of(fragment: Fragment) -> Facts:
    """Return what a sheet or the registers of a city say."""
    said = _said(fragment)
    sheets = _of_type(said, TNG.ManagementSheet)
    sheet = next(sheets, "")
    about = said.get(URIRef(sheet), {})
    return Facts(
        iri=sheet,
        department=_first(about, TNG.department),
        year=int(_first(about, TNG.fiscalYear) or 0),
        form=_first(about, TNG.form),
        goals=tuple(_goals(said)),
        things=tuple(_things(said)),
        namings=tuple(_namings(said)),
        changes=tuple(_changes(said)),
    )


def _said(fragment: Fragment) -> Said:
    """Return the values of each subject by predicate; of texts in several languages the Japanese."""
    lines = (line for line in fragment.quads() if line.split(b" ", 2)[1] in _WANTED)
    said: dict[URIRef, dict[URIRef, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(b"\n".join(lines), format=RdfFormat.N_QUADS):
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and _is_wanted(value):
            said[URIRef(subject.value)][URIRef(quad.predicate.value)].append(value.value)
    return {subject: dict(values) for subject, values in said.items()}


def _is_wanted(value: object) -> TypeGuard[NamedNode | Literal]:
    return isinstance(value, NamedNode) or (isinstance(value, Literal) and value.language != "en")


def _of_type(said: Said, kind: URIRef) -> Iterator[URIRef]:
    return (subject for subject, about in said.items() if str(kind) in about.get(RDF.type, ()))


def _first(about: Mapping[URIRef, Sequence[str]], predicate: URIRef) -> str:
    return min(about.get(predicate, ()), default="")


def _all(about: Mapping[URIRef, Sequence[str]], *predicates: URIRef) -> Iterator[str]:
    return (value for predicate in predicates for value in about.get(predicate, ()))


def _goals(said: Said) -> Iterator[Goal]:
    actions: dict[str, list[str]] = defaultdict(list)
    for action in sorted(_of_type(said, TNG.Action)):
        actions[_first(said[action], TNG.objective)].append(_first(said[action], TNG.text))
    for goal in _of_type(said, TNG.Goal):
        about = said[goal]
        yield Goal(
            iri=str(goal),
            title=_first(about, DCT.title),
            policies=frozenset(_all(about, TNG.contributesTo)),
            things=frozenset(_all(about, *_SHARED_THINGS)),
            actions=tuple(actions[str(goal)]),
            evidence=tuple(sorted(_all(about, TNG.evidence))),
        )


def _things(said: Said) -> Iterator[Thing]:
    for kind in NAMED:
        for thing in _of_type(said, kind):
            about = said[thing]
            learnt = "learnt" in _all(about, TNG.method)
            yield Thing(str(thing), str(kind), _first(about, SKOS.prefLabel), learnt)


def _namings(said: Said) -> Iterator[Naming]:
    policies = set(_of_type(said, TNG.PolicyReference))
    for mention in _of_type(said, TNG.Mention):
        if mention not in policies:
            about = said[mention]
            evidence = tuple(sorted(_all(about, TNG.evidence)))
            yield Naming(_first(about, TNG.of), _first(about, TNG.status), evidence)


def _changes(said: Said) -> Iterator[Change]:
    for change in _of_type(said, ORG.ChangeEvent):
        about = said[change]
        before = tuple(sorted(_all(about, ORG.originalOrganization)))
        yield Change(_first(about, DCT.date), before, tuple(sorted(_all(about, ORG.resultingOrganization))))
