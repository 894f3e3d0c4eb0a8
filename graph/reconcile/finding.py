"""Candidates for what a table calls a thing: by identifier, else by name."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.indexfile import asking
from graph.reconcile.asking import Asked, Query, read
from graph.reconcile.judging import CERTAIN, judged
from graph.reconcile.scoring import LEAST, is_match
from graph.reconcile.spellings import Spelling, plain_text
from graph.reconcile.things import KINDS, NOTATION, NUMBER, word_of
from graph.search.folding import bare, tokens

MOST_LIMIT = 50
"""The most candidates of one question."""

_ALIKE = 40
"""Names that are looked at because they share characters with the question."""

_THING = "SELECT id, iri, kind, city, ja, en, above_ja, above_en FROM things WHERE "
_CALLED = "SELECT id FROM things WHERE iri = ?1 UNION SELECT thing FROM formers WHERE iri = ?1"
"""Things of an IRI: the one that has it, and the one that had it before."""
_NAMES = "SELECT core, form, city, cut, read FROM names WHERE thing = ?"
_NEAR = """
SELECT names.thing FROM (
  SELECT rowid AS name FROM pairs WHERE pairs MATCH ? ORDER BY bm25(pairs, 1, 0), rowid LIMIT ?
) JOIN names ON names.id = name
"""
_BEGUN = """
SELECT thing FROM names JOIN things ON things.id = thing
WHERE instr(core, ?1) AND kind IN (SELECT value FROM json_each(?2))
GROUP BY thing ORDER BY min(instr(core, ?1) > 1), min(read), min(length(core)), thing LIMIT ?3 OFFSET ?4
"""
_PRINTED = "SELECT DISTINCT printed FROM names WHERE thing = ? AND read = 0 ORDER BY printed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant. `score` is 0 to 100; `features` say what agreed and what did not."""

    id: int
    iri: str
    kind: str
    city: str
    ja: str
    en: str
    above_ja: str
    above_en: str
    score: float = CERTAIN
    match: bool = False
    features: Mapping[str, bool | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamesIndex:
    """The names of a release. Each call opens the file by itself, so threads can share this."""

    place: Path
    seconds: float = 8.0

    def candidates(self, queries: Sequence[Query]) -> list[list[Candidate]]:
        """Return the candidates of each question, the best first; `TooLong` at the deadline."""
        with self._opened() as file:
            cities = {name: code for code, name in file.execute("SELECT code, name FROM cities")}
            return [_candidates(file, read(query, cities), query.limit) for query in queries]

    def begun(self, text: str, kinds: Sequence[str], limit: int, offset: int = 0) -> list[Candidate]:
        """Return what has a name that begins with a text, then what has the text inside a name."""
        core = bare(plain_text(text))
        wanted = json.dumps(list(kinds or KINDS))
        with self._opened() as file:
            rows = file.execute(_BEGUN, (core, wanted, limit, offset)) if core else ()
            return [_thing(file, number) for (number,) in rows]

    def thing(self, iri: str) -> Candidate | None:
        """Return the thing that has this IRI or had it before, None where none does that can be meant."""
        with self._opened() as file:
            found = file.execute(_CALLED, (iri,)).fetchone()
            return _thing(file, *found) if found else None

    def printed(self, thing: Candidate) -> list[str]:
        """Return the names of a thing as they are printed."""
        with self._opened() as file:
            return [printed for (printed,) in file.execute(_PRINTED, (thing.id,))]

    def _opened(self) -> AbstractContextManager[sqlite3.Connection]:
        return asking(self.place, self.seconds, "reconcile-unreadable")


def _candidates(file: sqlite3.Connection, asked: Asked, limit: int) -> list[Candidate]:
    called = {number for (number,) in file.execute(_CALLED, (asked.iri,))}
    met = (_thing(file, number) for number in dict.fromkeys((*sorted(called), *_met(file, asked))))
    found = [_identified(each) if each.id in called else _judged(each, asked, file) for each in met]
    fitting = [each for each in found if each.kind in asked.kinds and each.score >= LEAST]
    fitting.sort(key=lambda each: (-each.score, each.id))
    if fitting and is_match(fitting[0].score, (each.score for each in fitting[1:])):
        fitting[0] = replace(fitting[0], match=True)
    return fitting[: max(0, min(limit, MOST_LIMIT))]


def _thing(file: sqlite3.Connection, number: int) -> Candidate:
    return Candidate(*file.execute(f"{_THING} id = ?", (number,)).fetchone())


def _met(file: sqlite3.Connection, asked: Asked) -> Iterator[int]:
    """Yield the things that are worth a look: of this number, of this name, of a name like it."""
    queries: list[tuple[str, tuple[object, ...]]] = []
    for feature in asked.known.keys() & {NUMBER, NOTATION}:
        known = "SELECT thing FROM features WHERE feature = ? AND plain = ?"
        queries += ((known, (feature, value)) for value in sorted(asked.known[feature]))
    for each in asked.spellings:
        queries.append(("SELECT thing FROM names WHERE core = ?", (each.core,)))
        words = " OR ".join(f'"{token}"' for token in dict.fromkeys(tokens(each.core)))
        kinds = " OR ".join(map(word_of, asked.kinds))
        narrowed = f" AND kind : ({kinds})" if len(asked.kinds) < len(KINDS) else ""
        queries.append((_NEAR, (f"core : ({words}){narrowed}", _ALIKE)))
    for query, values in queries:
        yield from (number for (number,) in file.execute(query, values))


def _identified(thing: Candidate) -> Candidate:
    return replace(thing, features={"identifier": True})


def _judged(thing: Candidate, asked: Asked, file: sqlite3.Connection) -> Candidate:
    names = [
        (Spelling(core, form, city, cut=bool(cut)), bool(read))
        for core, form, city, cut, read in file.execute(_NAMES, (thing.id,))
    ]
    own: dict[str, set[str]] = defaultdict(set)
    for feature, plain in file.execute("SELECT feature, plain FROM features WHERE thing = ?", (thing.id,)):
        own[feature].add(plain)
    told = {feature: frozenset(values) for feature, values in own.items()}
    points, features = judged(asked, names, thing.city, told)
    return replace(thing, score=points, features=features)
