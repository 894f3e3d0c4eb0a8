"""Questions to the index: hits in the order of their rank, counts by facet, snippets."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from graph.indexfile import asking
from graph.search.folding import Term, bare, folded, terms
from graph.search.snippets import Snippet, snippet

T = TypeVar("T", str, int)

MOST_TERMS = 12
"""Words of one question that are looked for; the others are left out."""

_RANKED = """
SELECT d.id, k.value AS kind, d.year AS year, p.value AS department,
  -bm25(words, 10, 4, 1) * d.weight
  * CASE WHEN d.bare = ?2 THEN 4 WHEN substr(d.bare, 1, length(?2)) = ?2 THEN 2 ELSE 1 END AS score
FROM words JOIN documents d ON d.id = words.rowid
JOIN terms k ON k.id = d.kind JOIN terms p ON p.id = d.department
WHERE words MATCH ?1
"""
_SHOWN = """
SELECT iri, ja, en, text, f.value, line FROM documents JOIN terms f ON f.id = file WHERE documents.id = ?
"""
_BEST = _RANKED.replace("d.id,", "d.iri,", 1) + " ORDER BY score DESC, d.id LIMIT ?3"
_LABELS = "SELECT iri, ja, en FROM documents WHERE iri = ?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question: words, and what narrows it; empty: all.

    `kinds` are IRIs; a department is named by its IRI, the end of that, or its label.
    """

    words: str
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found."""

    iri: str
    kind: str
    ja: str
    en: str
    text: str
    year: int | None
    department: str
    snippet: Snippet
    score: float
    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one page, how many there are in all, and the counts of each facet.

    A facet counts what the other facets leave, so that each of its values can still be chosen.
    `labels` are the Japanese and English labels of the departments.
    """

    hits: tuple[Hit, ...]
    total: int
    kinds: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    departments: tuple[tuple[str, int], ...]
    labels: Mapping[str, tuple[str, str]]


class _Ranked(NamedTuple):
    """A row of `_RANKED`."""

    id: int
    kind: str
    year: int | None
    department: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index file of a release. Each question opens it by itself, so threads can share this."""

    place: Path
    seconds: float = 2.0

    def find(self, wanted: Wanted) -> Found:
        """Return a page of hits; `TooLong` at the deadline."""
        words = terms(wanted.words)[:MOST_TERMS]
        if not words:
            return Found((), 0, (), (), (), {})
        with self._opened() as index:
            rows = list(map(_Ranked._make, index.execute(_RANKED, _asked(wanted.words, words))))
            rows.sort(key=lambda row: (-row.score, row.id))
            labels = _labels(index, {row.department for row in rows})
            wanted = replace(wanted, departments=_meant(wanted.departments, labels))
            left = [row for row in rows if _fits(row, wanted)]
            page = left[wanted.offset : wanted.offset + wanted.limit]
            hits = tuple(_hit(row, index.execute(_SHOWN, (row.id,)).fetchone(), words) for row in page)
        return Found(
            hits=hits,
            total=len(left),
            kinds=_counted(row.kind for row in rows if _fits(row, wanted, but="kind")),
            years=_counted(row.year for row in rows if row.year and _fits(row, wanted, but="year")),
            departments=_counted(
                row.department for row in rows if row.department and _fits(row, wanted, but="department")
            ),
            labels=labels,
        )

    def best(self, text: str, most: int, own: Callable[[str], bool] | None = None) -> list[tuple[str, float]]:
        """Return the IRIs of at most `most` hits with their scores, the best first.

        With `own`, hits are only those of which it is true.
        """
        words = terms(text)[:MOST_TERMS]
        if not words:
            return []
        with self._opened() as index:
            rows = index.execute(_BEST, (*_asked(text, words), -1 if own else most))
            hits = ((iri, score) for iri, _, _, _, score in rows if own is None or own(iri))
            return list(islice(hits, most))

    def _opened(self) -> AbstractContextManager[sqlite3.Connection]:
        return asking(self.place, self.seconds, "search-unreadable")


def _asked(text: str, words: Sequence[Term]) -> tuple[str, str]:
    """Return the values of `_RANKED`: the phrases, and the whole as it would stand as a name."""
    return " AND ".join(word.phrase for word in words), bare(folded(text).text)


def _labels(index: sqlite3.Connection, iris: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the Japanese and English labels of things, by IRI in order."""
    rows = (index.execute(_LABELS, (iri,)).fetchone() for iri in sorted(iris))
    return {iri: (ja, en) for iri, ja, en in filter(None, rows)}


def _meant(named: Sequence[str], labels: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the IRIs of what is named; a name that nothing has stays, and nothing will fit it."""
    known = {name: iri for iri, pair in labels.items() for name in (iri, iri.rsplit("/", 1)[-1], *pair)}
    return tuple(known.get(name, name) for name in named)


def _fits(row: _Ranked, wanted: Wanted, but: str = "") -> bool:
    return (
        (but == "kind" or not wanted.kinds or row.kind in wanted.kinds)
        and (but == "year" or not wanted.years or row.year in wanted.years)
        and (but == "department" or not wanted.departments or row.department in wanted.departments)
    )


def _counted(values: Iterable[T]) -> tuple[tuple[T, int], ...]:
    """Return values with their counts, the most frequent first."""
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0])))


def _hit(row: _Ranked, shown: tuple[str, str, str, str, str, int | None], words: Sequence[Term]) -> Hit:
    iri, ja, en, text, file, line = shown
    piece = snippet([text, ja, en] if text else [ja, en], words)
    return Hit(iri, row.kind, ja, en, text, row.year, row.department, piece, row.score, file, line)
