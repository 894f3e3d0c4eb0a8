"""Decisions of a draft: kept in order, so that the last can be undone, and judged as by the command."""

import fcntl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from api.office.errors import Conflict, Refused
from api.office.folder import Folder
from api.office.records import MARKS, About, Mark, Proposed, Words
from core.errors import UsageError
from core.messages import LANGUAGES, Language, say
from graph.review.candidates import Candidate
from graph.review.judge import Judged, judge
from graph.review.marks import roles
from loaders.cities.city import City
from loaders.cities.tables import Row

_OPEN = ("read", "failed", "stopped")
"""The states in which a draft takes decisions."""


def standing(marks: Iterable[Mark]) -> dict[About, Mark]:
    """Return the mark that holds for each candidate: the last."""
    return {mark.about: mark for mark in marks}


def mark(folder: Folder, new: Mark, proposed: Proposed, city: City | None, language: Language) -> None:
    """Keep a decision. Raises `Refused` in words where the command would refuse it, or nobody proposed it."""
    with _alone(folder):
        marks = (*(folder.read(MARKS) or ()), new)
        if city is not None and new.decision != "later":
            _refuse_wrong(judged(marks, proposed, city, when=""), new, proposed, language)
        folder.write(MARKS, marks)


def undo(folder: Folder) -> Mark | None:
    """Take the last decision back, and return it."""
    with _alone(folder):
        marks = folder.read(MARKS) or ()
        if not marks:
            return None
        folder.write(MARKS, marks[:-1])
        return marks[-1]


def judged(marks: Iterable[Mark], proposed: Proposed, city: City, when: str) -> Judged:
    """Return what the marks decide of one city's candidates, each with the officer who decided."""
    found = next(iter(proposed.found.values()))
    held = [each for each in standing(marks).values() if each.city == proposed.key]
    result = judge(
        list(_rows(held, found)), found, city, "", when, register=False, names=frozenset(proposed.names)
    )
    who = {_number(each, found): each.who for each in held}
    decisions = tuple(replace(each, who=who[each.line]) for each in result.decisions)
    return replace(result, decisions=decisions)


def in_words(error: UsageError) -> Words:
    """Return the sentence of an error about a mark; the table that the command names is the page here."""
    return {language: _sentence(error, language) for language in LANGUAGES}


def _sentence(error: UsageError, language: Language) -> str:
    values = {**error.values, "file": say("office-candidates", language)}
    return UsageError(error.key, **values).text(language)


def _rows(marks: Iterable[Mark], found: Sequence[Candidate]) -> Iterator[Row]:
    """Yield marks as the rows that the command reads: in the order of the page, with its numbers as lines."""
    numbered = [(_number(each, found), each) for each in marks]
    for number, each in sorted(numbered, key=lambda pair: pair[0]):
        if each.decision != "later":
            yield Row(Path(), number, _cells(each, found[number - 1] if number else None))


def _number(mark: Mark, found: Sequence[Candidate]) -> int:
    """Return which candidate a mark is about, counted from 1; 0 where it is none of them."""
    about = (mark.surface, mark.kind, mark.key)
    numbered = enumerate(found, 1)
    return next((number for number, each in numbered if (each.surface, each.kind, each.key) == about), 0)


def _cells(mark: Mark, candidate: Candidate | None) -> Mapping[str, str]:
    return {
        "surface": mark.surface,
        "kind": mark.kind,
        "role": roles(candidate) if candidate else "",
        "decision": mark.decision,
        "name": mark.name,
        "key": mark.key,
        "why": mark.why,
    }


def _refuse_wrong(result: Judged, new: Mark, proposed: Proposed, language: Language) -> None:
    number = _number(new, next(iter(proposed.found.values())))
    for problem in result.problems:
        if problem.values.get("line") == number:
            raise Refused("office-mark-wrong", reason=_sentence(problem, language))


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """Hold the marks of a draft alone; officers may decide on the same draft at once."""
    if folder.state() not in _OPEN:
        raise Conflict("office-busy")
    with (folder.path / "marks").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
