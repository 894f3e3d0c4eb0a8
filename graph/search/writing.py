"""The index of a release: one SQLite file, the same bytes from the same fragments and SQLite.

documents    what is shown of each thing, in the order in which they came
words        their tokens: names, readings, text (FTS5; the words themselves are not kept)
terms        IRIs and checksums that many documents share
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from graph.fragments import Fragment
from graph.indexfile import opened
from graph.search.documents import Document, documents
from graph.search.folding import bare, folded, tokens
from graph.search.readings import reading
from ontology.terms import TNG

SEARCH = "search-1.sqlite"
"""Name of the index in a release. Another layout is another number: the next build then writes it."""

_BETWEEN = " \N{SYMBOL FOR UNIT SEPARATOR} "
"""A token that nobody looks for: no phrase goes from one name into the next."""

_GROUPS = {
    1.4: (TNG.Program, TNG.Partner, TNG.Policy, TNG.Department, TNG.Site),
    1.2: (TNG.Goal, TNG.MidTermGoal, TNG.Objective, TNG.Ordinance, TNG.PlanDocument),
    0.9: (TNG.Indicator, TNG.StakeholderGroup),
    0.5: (TNG.Continuation, TNG.SourceFile),
}
_WEIGHTS = {str(kind): weight for weight, kinds in _GROUPS.items() for kind in kinds}
"""What people look for comes first; a statement weighs 1."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE terms (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, year INTEGER,
  department INTEGER NOT NULL, weight REAL NOT NULL, ja TEXT NOT NULL, en TEXT NOT NULL,
  text TEXT NOT NULL, bare TEXT NOT NULL, file INTEGER NOT NULL, line INTEGER
);
CREATE VIRTUAL TABLE words USING fts5(names, readings, text, content = '', tokenize = 'ascii');
"""
_DOCUMENT = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = "INSERT INTO words (rowid, names, readings, text) VALUES (?, ?, ?, ?)"
_STORED = """
SELECT iri, k.value, year, d.value, ja, en, text, f.value, line FROM documents
JOIN terms k ON k.id = kind JOIN terms d ON d.id = department JOIN terms f ON f.id = file
ORDER BY documents.id
"""


def write_index(place: Path, fragments: Sequence[Fragment]) -> str:
    """Write the index of these graphs to a new file; return the sha-256 of the file."""
    with closing(sqlite3.connect(place)) as index:
        index.executescript(_TABLES)
        numbers: dict[str, int] = {}
        with index:  # one transaction
            for number, document in enumerate(documents(fragments), 1):
                index.execute(_DOCUMENT, _row(number, document, numbers))
                index.execute(_WORDS, (number, *_words(document)))
            index.executemany("INSERT INTO terms (value, id) VALUES (?, ?)", numbers.items())
            index.execute("INSERT INTO words (words) VALUES ('optimize')")
        index.execute("VACUUM")
    return hashlib.sha256(place.read_bytes()).hexdigest()


def differs(place: Path, fragments: Sequence[Fragment]) -> bool:
    """Tell whether an index holds other documents than those of these graphs."""
    with opened(place) as index:
        try:
            stored = index.execute(_STORED)
            return any(one != other for one, other in zip_longest(stored, map(_shown, documents(fragments))))
        except sqlite3.DatabaseError:
            return True


def _row(number: int, document: Document, numbers: dict[str, int]) -> tuple[object, ...]:
    kind, department, file = (
        numbers.setdefault(value, len(numbers) + 1)
        for value in (document.kind, document.department, document.file)
    )
    weight = _WEIGHTS.get(document.kind, 1.0)
    shown = (document.ja, document.en, document.text)
    whole = bare(folded(document.ja or document.en).text)
    return (number, document.iri, kind, document.year, department, weight, *shown, whole, file, document.line)


def _shown(document: Document) -> tuple[object, ...]:
    named = (document.iri, document.kind, document.year, document.department)
    return (*named, document.ja, document.en, document.text, document.file, document.line)


def _words(document: Document) -> tuple[str, str, str]:
    readings = dict.fromkeys([*document.readings, *map(reading, document.names)])
    return _tokens(document.names), _tokens(readings), _tokens([document.text])


def _tokens(texts: Iterable[str]) -> str:
    return _BETWEEN.join(" ".join(tokens(folded(text).text)) for text in texts)
