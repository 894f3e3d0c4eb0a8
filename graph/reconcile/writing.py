"""The names of a release: one SQLite file, the same bytes from the same fragments and SQLite.

cities      code and folded name of each city: a name may begin with it
things      what can be meant
formers     the IRIs that things had before
names       every name of a thing as it is compared, and how it is printed
features    what else is known of a thing: numbers, codes, what it belongs to
pairs       the pairs of characters of each name and its class, for names that are only alike (FTS5)
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from graph.fragments import Fragment
from graph.indexfile import opened
from graph.reconcile.spellings import spellings
from graph.reconcile.things import Thing, plain_value, things, word_of
from graph.search.folding import tokens

NAMES = "names-2.sqlite"
"""Name of the file in a release. Another layout is another number: the next build then writes it."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE cities (code TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, city TEXT NOT NULL,
  ja TEXT NOT NULL, en TEXT NOT NULL, above_ja TEXT NOT NULL, above_en TEXT NOT NULL
);
CREATE TABLE formers (iri TEXT NOT NULL, thing INTEGER NOT NULL);
CREATE TABLE names (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, core TEXT NOT NULL, form TEXT NOT NULL,
  city TEXT NOT NULL, cut INTEGER NOT NULL, read INTEGER NOT NULL, printed TEXT NOT NULL
);
CREATE TABLE features (
  thing INTEGER NOT NULL, feature TEXT NOT NULL, value TEXT NOT NULL, plain TEXT NOT NULL
);
CREATE VIRTUAL TABLE pairs USING fts5(core, kind, content = '', tokenize = 'ascii');
"""
_INDEXES = """
CREATE INDEX addresses ON formers (iri);
CREATE INDEX cores ON names (core);
CREATE INDEX of_thing ON names (thing);
CREATE INDEX known ON features (feature, plain);
CREATE INDEX features_of ON features (thing);
"""
_STORED = "SELECT iri, kind, city, ja, en, above_ja, above_en FROM things ORDER BY id"
_STORED_FEATURES = """
SELECT iri, feature, value FROM features JOIN things ON things.id = thing ORDER BY thing, feature, value
"""
_STORED_FORMERS = (
    "SELECT things.iri, formers.iri FROM formers JOIN things ON id = thing ORDER BY thing, formers.iri"
)
_STORED_NAMES = "SELECT iri, printed FROM names JOIN things ON things.id = thing GROUP BY thing, printed"


def write_names(place: Path, fragments: Sequence[Fragment], cities: Mapping[str, str]) -> str:
    """Write the names in these graphs to a new file; return the sha-256 of the file.

    `cities` gives the name of each city by its code.
    """
    with closing(sqlite3.connect(place)) as file:
        file.executescript(_TABLES)
        with file:  # one transaction
            file.executemany("INSERT INTO cities VALUES (?, ?)", sorted(cities.items()))
            codes = {name: code for code, name in sorted(cities.items())}
            for number, thing in enumerate(things(fragments), 1):
                file.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *_shown(thing)))
                file.executemany("INSERT INTO formers VALUES (?, ?)", ((iri, number) for iri in thing.former))
                file.executemany("INSERT INTO features VALUES (?, ?, ?, ?)", _features(number, thing))
                for name in _names(number, thing, codes):
                    row = file.execute(
                        "INSERT INTO names (thing, core, form, city, cut, read, printed) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)",
                        name,
                    )
                    values = row.lastrowid, " ".join(tokens(str(name[1]))), word_of(thing.kind)
                    file.execute("INSERT INTO pairs (rowid, core, kind) VALUES (?, ?, ?)", values)
            file.execute("INSERT INTO pairs (pairs) VALUES ('optimize')")
        file.executescript(_INDEXES)
        file.execute("VACUUM")
    return hashlib.sha256(place.read_bytes()).hexdigest()


def differs(place: Path, fragments: Sequence[Fragment]) -> bool:
    """Tell whether a file holds other names than those of these graphs."""
    with opened(place) as file:
        try:
            found = list(things(fragments))
            pairs = (
                (_STORED, map(_shown, found)),
                (_STORED_FEATURES, ((each.iri, *pair) for each in found for pair in each.features)),
                (_STORED_FORMERS, ((each.iri, former) for each in found for former in each.former)),
                (_STORED_NAMES, _printed(found)),
            )
            return any(
                one != two for query, own in pairs for one, two in zip_longest(file.execute(query), own)
            )
        except sqlite3.DatabaseError:
            return True


def _printed(found: Iterable[Thing]) -> Iterator[tuple[str, str]]:
    for thing in found:
        known = (*thing.names, *thing.readings)
        yield from ((thing.iri, name) for name in sorted({each for each in known if spellings(each, {})}))


def _shown(thing: Thing) -> tuple[str, ...]:
    return (thing.iri, thing.kind, thing.city, thing.ja, thing.en, thing.above_ja, thing.above_en)


def _features(number: int, thing: Thing) -> Iterator[tuple[object, ...]]:
    for feature, value in thing.features:
        yield number, feature, value, plain_value(feature, value)


def _names(number: int, thing: Thing, cities: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for read, names in enumerate((thing.names, thing.readings)):
        for name in names:
            for each in spellings(name, cities):
                yield number, each.core, each.form, each.city, each.cut, read, name
