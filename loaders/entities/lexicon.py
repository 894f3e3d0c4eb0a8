"""The registers of a city as one automaton: the longest registered name at each place of a text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import ahocorasick

from loaders.cities.city import City
from loaders.entities.candidate import Candidate
from loaders.entities.edges import stands_free, stands_whole
from loaders.entities.passage import Passage
from loaders.entities.scope import Scope
from loaders.entities.segments import is_class_noun
from loaders.entities.spellings import written
from loaders.language.width import key
from loaders.mention import MentionKind

RANK = 1
METHOD = "register"
_SHORTEST_BARE = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of a register; a group has the names of its `members`."""

    kind: MentionKind
    name: str
    key: str | None
    members: tuple[str, ...] = ()


class Lexicon:
    """Registered names of a city in one fiscal year, by all the ways in which they are written."""

    def __init__(self, scope: Scope) -> None:
        """Take in the registers; of two things with one name the first register counts."""
        self._city = (scope.city_name, f"{scope.city_name}立", scope.city_stem, "市立", "市")
        self._entries: dict[str, Entry] = {}
        things = tuple(_things(scope))
        for ways in (_written, _without_city):
            for entry, names in things:
                for way in (way for name in names for way in ways(name, entry, scope)):
                    self._entries.setdefault(way, entry)
        self._automaton: Any = ahocorasick.Automaton()
        for name in self._entries:
            self._automaton.add_word(name, name)
        if self._entries:
            self._automaton.make_automaton()

    def named(self, name: str) -> Entry | None:
        """Return the thing of that name."""
        return self._entries.get(key(name))

    def candidates(self, passage: Passage) -> Iterator[Candidate]:
        """Yield the registered names that stand in a text."""
        if not self._entries:
            return
        hits = [
            (begin, last + 1, self._entries[name])
            for last, name in self._automaton.iter(passage.folded.text)
            if stands_free(passage, begin := last + 1 - len(name), last + 1)
        ]
        sections = {passage.folded.text[at:end] for at, end, entry in hits if entry.kind == "department"}
        before = {*self._city, *sections}
        for begin, end, entry in hits:
            if stands_whole(passage, begin, end, before):
                place = passage.place(begin, end)
                yield Candidate(*place, entry.kind, entry.name, METHOD, RANK, entry.key, "stated")

    def resolved(self, candidate: Candidate) -> Candidate:
        """Return a candidate as the registered thing of its name and kind, if there is one."""
        entry = self.named(candidate.name) if candidate.key is None else None
        if entry is None or entry.kind != candidate.kind or entry.members or candidate.status == "confirmed":
            return candidate
        return replace(candidate, name=entry.name, key=entry.key, method=METHOD, status="stated")

    def members(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """Return the things that a registered word stands for, none where it is no such word."""
        entry = self.named(candidate.name) if candidate.method == METHOD else None
        if entry is None or not entry.members:
            return ()
        found = (self.named(name) for name in entry.members)
        return tuple(
            replace(candidate, kind=each.kind, name=each.name, key=each.key)
            for each in found
            if each is not None
        )


def _things(scope: Scope) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    city: City = scope.city
    for group in city.groups:
        if group.department in (None, scope.slug):
            yield Entry("group", group.name, None, group.members), (group.name,)
    for body in city.organisations:
        yield Entry("partner", body.name, body.key), (body.name, *body.aliases)
    for facility in city.facilities:
        yield Entry("site", facility.name, facility.slug), (facility.name, *facility.aliases)
    for department in city.departments:
        if department.valid_in(scope.fiscal_year):
            yield Entry("department", department.name, department.slug), (department.name,)
    for program in city.programs:
        yield Entry("program", program.name, program.slug), (program.name, *program.aliases)
    for document in city.documents:
        yield Entry(document.kind, document.name, document.slug), (document.name, *document.aliases)


def _written(name: str, entry: Entry, scope: Scope) -> tuple[str, ...]:
    folded = key(name)
    return written(folded) if entry.kind == "partner" else (folded, scope.city_name + folded)


def _without_city(name: str, entry: Entry, scope: Scope) -> tuple[str, ...]:
    """Return the ways to write a name without the city's (中央図書館 for 結野市中央図書館).

    None for what is then only a class noun (医師会): in a text it may be any town's.
    """
    bare = {scope.without_city(way) for way in _written(name, entry, scope)}
    general = entry.kind in ("partner", "site")
    return tuple(
        sorted(way for way in bare if len(way) >= _SHORTEST_BARE and not (general and is_class_noun(way)))
    )
