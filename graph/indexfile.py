"""An index of a release: a SQLite file that nobody changes, read with an end to it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import HomeError

_STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock; some tenths of a millisecond."""


class TooLong(Exception):
    """The question was stopped at its deadline."""


@contextmanager
def opened(place: Path) -> Iterator[sqlite3.Connection]:
    """Open an index as it lies there: no lock, no journal."""
    address = f"{place.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as file:
        yield file


@contextmanager
def asking(place: Path, seconds: float, unreadable: str) -> Iterator[sqlite3.Connection]:
    """Open an index for questions; `TooLong` after so many seconds, `HomeError` with the key `unreadable`."""
    deadline = time.monotonic() + seconds
    try:
        with opened(place) as file:
            file.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            yield file
    except sqlite3.DatabaseError as error:
        if time.monotonic() > deadline:
            raise TooLong from error
        raise HomeError(unreadable, place=str(place), reason=str(error)) from error
