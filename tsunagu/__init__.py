"""Tsunagu (つなぐ): a city's programs, policies and partners as one linked open graph.

This package is the face: the command `tsunagu`, and `tsunagu.open` for programs of analysts.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsunagu.opened import Opened

__version__ = "0.1.0"


def open(  # noqa: A001  used as `tsunagu.open`, like `gzip.open`
    place: str | Path | None = None, *, seconds: float | None = None, rows: int | None = None
) -> "Opened":
    """Open a release for questions; nothing can be changed through it.

        with tsunagu.open() as city:
            goals = city.query("SELECT ?goal ?title { … $year … }", year=2024).frame()

    `place` is the folder of a home (its current release) or of one release; a city of the home of the
    settings, by key, code or name; the address of a running Tsunagu (`http://127.0.0.1:8000/`, it ends
    with `/`) or of another SPARQL 1.1 endpoint (`https://…/sparql`). Without it, the home of the settings.

    A query ends after `seconds`, and an answer has at most so many `rows`; without them the settings
    hold, as do their other limits. Raises `UsageError` where there is nothing to open, and `HomeError`
    where it is damaged. An address is not asked before the first question.
    """
    from tsunagu.opened import opened  # most who import this package want the command, and soon

    return opened(place, seconds=seconds, rows=rows)
