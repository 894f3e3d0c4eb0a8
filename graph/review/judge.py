"""What marked rows decide. Each row is checked; one that cannot be right is a problem with its line."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import UsageError
from graph.review.candidates import Candidate
from graph.review.marks import roles
from loaders.cities.city import City
from loaders.cities.decided import Decision
from loaders.cities.decisions import (
    DECISIONS,
    KINDS,
    VERDICTS,
    Meanings,
    contradiction,
    decided,
    is_of_figures,
)
from loaders.cities.entries import canonical
from loaders.cities.grids import CSV
from loaders.cities.indexes import Indexes, indexes_of
from loaders.cities.tables import Row

Names = Collection[tuple[str, str]]
"""Kinds and names, as they are compared, of what is known beside the registers."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rows decide: new decisions, those to be registered, how many were known, what is wrong."""

    decisions: tuple[Decision, ...]
    organisations: tuple[Decision, ...]
    known: int
    problems: tuple[UsageError, ...]


def judge(
    rows: Sequence[Row],
    found: Sequence[Candidate],
    city: City,
    who: str,
    when: str,
    *,
    register: bool,
    names: Names = (),
) -> Judged:
    """Return what marked rows decide of what was found. With `register`, partners become organisations.

    `names` are those that the release has; an alias can only be of what has a name somewhere.
    """
    bench = _Bench(found, city, register, {*names, *_given(rows), *_proposed(found)})
    decisions: list[Decision] = []
    problems: list[UsageError] = []
    known = 0
    for row in rows:
        try:
            decision = bench.decide(row)
        except UsageError as error:
            problems.append(error)
            continue
        known += decision is None
        if decision is not None:
            decisions.append(replace(decision, who=who, when=when))
    chosen = [each for each in decisions if register and bench.is_for_register(each)]
    return Judged(tuple(decisions), tuple(chosen), known, tuple(problems))


def _given(rows: Iterable[Row]) -> Iterable[tuple[str, str]]:
    """Yield the names that the marked rows themselves give to things."""
    for row in rows:
        if VERDICTS.get(row["decision"]) in ("confirm", "new"):
            yield KINDS.get(row["kind"], ""), canonical(row["name"] or row["surface"])


def _proposed(found: Iterable[Candidate]) -> Iterable[tuple[str, str]]:
    return ((each.kind, canonical(name)) for each in found for name in each.proposed)


class _Bench:
    """What is known when rows are judged: what was found, what was decided, what is registered."""

    def __init__(self, found: Sequence[Candidate], city: City, register: bool, names: Names) -> None:
        self._city = city.name
        self._names = {*names, *((each.kind, canonical(each.name)) for each in city.decisions)}
        self._found: Mapping[tuple[str, str], Candidate] = {each.about: each for each in found}
        self._things: Indexes = indexes_of(city)
        self._file = city.folder / f"{DECISIONS}{CSV}"
        self._before, self._now = Meanings(city.decisions), Meanings()
        self._register = register

    def decide(self, row: Row) -> Decision | None:
        """Return what a row decides, None where the same was decided before."""
        kind = KINDS.get(row["kind"], "")
        about = row["key"] if is_of_figures(kind) else canonical(row["surface"])
        candidate = self._found.get((about, kind))
        entry = self._entry(row, candidate)
        if self._before.holds(entry):
            return None
        for meanings, file in ((self._before, self._file), (self._now, row.path)):
            if other := meanings.contradicting(entry):
                raise contradiction(row, entry, file, other)
        if candidate is None or canonical(candidate.surface) != canonical(entry.surface):
            unknown = "review-unknown-figure" if is_of_figures(kind) else "review-unknown-surface"
            raise row.error(unknown, surface=row["surface"], kind=row["kind"])
        if self._now.holds(entry):
            return None
        self._now.keep(entry)
        return entry

    def is_for_register(self, entry: Decision) -> bool:
        """Tell whether a decision names an organisation that the register lacks."""
        registered = self._things["partner"].known(entry.key or entry.name)
        return entry.kind == "partner" and entry.verdict in ("confirm", "new") and registered is None

    def _entry(self, row: Row, candidate: Candidate | None) -> Decision:
        """Return the decision of a row, checked against what was proposed and what is registered."""
        row = replace(row, cells=dict(row.cells) | self._understood(row, candidate))
        entry = decided(row, "decision", self._things)
        if is_of_figures(entry.kind):
            return entry
        if self._register and self.is_for_register(entry) and not entry.key:
            raise row.error("review-no-slug", surface=entry.surface, name=entry.name)
        self._refuse_taken(row, entry)
        self._refuse_nobody(row, entry)
        return entry

    def _understood(self, row: Row, candidate: Candidate | None) -> dict[str, str]:
        """Return the cells that say more than they seem to.

        A role that is as it was proposed corrects none. Who confirms, confirms the proposed name; with
        a key that the register lacks, it is a new organisation.
        """
        cells: dict[str, str] = {}
        if candidate is None or row["role"] == roles(candidate):
            cells["role"] = ""
        if VERDICTS.get(row["decision"]) != "confirm" or is_of_figures(KINDS.get(row["kind"], "")):
            return cells
        if candidate is not None and not (row["name"] or row["key"]):
            if len(candidate.proposed) > 1:
                known = list(candidate.proposed)
                raise row.error("review-several-meanings", surface=row["surface"], known=known)
            cells["name"] = candidate.proposed[0]
        partner = KINDS.get(row["kind"]) == "partner"
        if self._register and partner and row["key"] and not self._things["partner"].known(row["key"]):
            cells["decision"] = "new"
        return cells

    def _refuse_taken(self, row: Row, entry: Decision) -> None:
        """Refuse a new thing under the key of another one."""
        index, key = self._things[entry.kind], entry.key
        if entry.verdict != "new" or not key or index.known(key) != key:
            return
        if canonical(index.name(key)) != canonical(entry.name):
            raise row.error("review-key-taken", key=key, name=index.name(key))

    def _refuse_nobody(self, row: Row, entry: Decision) -> None:
        """Refuse the city as its own partner, and an alias of what has this name nowhere."""
        values = {"surface": entry.surface, "name": entry.name}
        if entry.kind == "partner" and canonical(entry.name) == canonical(self._city):
            raise row.error("review-city-itself", **values)
        known = entry.key or entry.kind == "place" or (entry.kind, canonical(entry.name)) in self._names
        if entry.verdict == "alias" and not known:
            raise row.error("review-alias-unknown", **values)
