"""The policies and measures of rows, held against the city's lists of them.

A number means something only in its list, and lists change from term to term. So a number with the
name of another list is most likely of the wrong generation, and one with any other name is a slip.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.cities.city import City
from loaders.cities.entries import PolicyEntry, PolicyList, unended
from loaders.forms.profile import narrative
from loaders.sheet import Measure, Note, Objective, PolicyNumber, Text

Noted = tuple[Objective, list[Note]]


def held_against_lists(row: Objective, fiscal_year: int, city: City) -> Noted:
    """Mark what the lists of that year know, add codes that a name decides, and note what differs."""
    labels = narrative()
    measures = _Lists(city, labels.measures_label, fiscal_year)
    policies = _Lists(city, labels.policies_label, fiscal_year)
    held = replace(
        row,
        measures=tuple(_measure(each, measures.current) for each in row.measures),
        policies=tuple(_policy(each, policies.current) for each in row.policies),
    )
    notes = [note for each in row.measures for note in _measure_notes(each, measures)]
    notes += [note for each in row.policies for note in _policy_notes(each, policies)]
    notes += _twice(row)
    return held, notes


def lists_missing(rows: Sequence[Objective], fiscal_year: int, city: City) -> Iterator[Note]:
    """Yield a note for each kind of list that rows name, and the city has for other years only."""
    labels = narrative()
    for label, spans in (
        (labels.measures_label, [each.text.span for row in rows for each in row.measures]),
        (labels.policies_label, [each.name.span for row in rows for each in row.policies]),
    ):
        lists = _Lists(city, label, fiscal_year)
        if spans and lists.others and lists.current is None:
            known = "、".join(each.name for each in lists.others)
            values = (("year", str(fiscal_year)), ("label", label), ("known", known))
            yield Note("warning", "note-no-list", values, min(spans))


class _Lists:
    """The lists that sheets print under one word: that of the sheet's year, and those of other years."""

    def __init__(self, city: City, label: str, fiscal_year: int) -> None:
        self.fiscal_year = fiscal_year
        self.current = city.policy_list(label, fiscal_year)
        self.others = [each for each in city.policy_lists if each.label == label and each is not self.current]

    def generation(self, notation: str, name: str) -> PolicyList | None:
        """Return the list of other years that has this number under this name."""
        return next((each for each in self.others if _called(each.find(notation), name)), None)


def _called(entry: PolicyEntry | None, name: str) -> bool:
    """Tell whether an entry has that name; a full stop at the end is part of none."""
    return entry is not None and unended(name) in map(unended, (entry.name, *entry.aliases))


def _measure(measure: Measure, known: PolicyList | None) -> Measure:
    """Give a measure that the sheet prints without a code that of the list's measure of this name."""
    entry = known.measure(measure.text.value) if known and not measure.notation else None
    if entry is None or not entry.notation:
        return measure
    return replace(measure, notation=entry.notation, code_source="matched-by-text")


def _policy(policy: PolicyNumber, known: PolicyList | None) -> PolicyNumber:
    """Mark a policy as known where the list has its number."""
    return replace(policy, known=bool(known and known.find(policy.notation)))


def _measure_notes(measure: Measure, lists: _Lists) -> Iterable[Note]:
    """Say where a printed code belongs to another sentence."""
    if measure.notation is None:
        return []
    return _differing("measure", measure.notation, measure.text, lists)


def _policy_notes(policy: PolicyNumber, lists: _Lists) -> Iterable[Note]:
    """Say where a number is new, or belongs to another name."""
    if lists.current is None or lists.current.find(policy.notation) is None:
        values = (("number", policy.notation), ("name", policy.name.value))
        yield Note("info", "note-policy-learnt", values, policy.name.span)
    yield from _differing("policy", policy.notation, policy.name, lists)


def _twice(row: Objective) -> Iterator[Note]:
    """Say where a row names one number twice: the second is most likely another's."""
    seen: set[str] = set()
    for each in row.policies:
        if each.notation in seen:
            values = (("title", row.title.value), ("number", each.notation))
            yield Note("warning", "note-policy-twice", values, each.name.span)
        seen.add(each.notation)


def _differing(kind: str, notation: str, name: Text, lists: _Lists) -> list[Note]:
    """Say where a number has another name than in the list of the year: that of another list, or any."""
    entry = lists.current.find(notation) if lists.current else None
    if lists.current is None or _called(entry, name.value):
        return []
    values = (("number", notation), ("name", name.value))
    if other := lists.generation(notation, name.value):
        told = (("other", other.name), ("year", str(lists.fiscal_year)), ("current", lists.current.name))
        return [Note("warning", f"note-{kind}-generation", (*values, *told), name.span)]
    if entry is None:
        return []
    return [Note("warning", f"note-{kind}-renamed", (*values, ("register", entry.name)), name.span)]
