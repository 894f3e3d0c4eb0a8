"""Differences between releases that are kept: worked out when somebody asks, remembered for the next.

A difference quotes what was withdrawn, so nothing of it is written to disk (decision 0012); it can be
had for as long as both releases are kept.
"""

import asyncio
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock

from starlette.requests import Request

from api.errors import NotFound, Switched
from api.site import site_of
from api.sparql.lanes import RETRY
from core.errors import HomeError
from graph.differences import Comparison, compare
from graph.release import Release, before, kept

_REMEMBERED = 32
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two kept releases, the earlier one first. Their ids tell it from any other pair (`mark`)."""

    old: Release = field(compare=False)
    new: Release = field(compare=False)
    mark: str

    @classmethod
    def of(cls, old: Release, new: Release) -> "Pair":
        """Return the pair of two releases."""
        return cls(old, new, f"{old.id}..{new.id}")


async def pair_of(request: Request) -> Pair:
    """Return the releases that an address names: `…/{release}`, against the one before it or `?from=`.

    Raises `NotFound` where one of them is not kept.
    """
    home = site_of(request).settings.home
    named = request.path_params["release"], request.query_params.get("from")
    pair = await asyncio.to_thread(_pair, home, *named)
    if pair is None:
        raise NotFound("page-not-found", path=request.url.path)
    return pair


async def pair_before(release: Release) -> Pair | None:
    """Return a release with the one before it, None where none is kept."""
    return await asyncio.to_thread(_pair, release.path.parents[1], release.id, None)


def _pair(home: Path, new_id: str, old_id: str | None) -> Pair | None:
    """Return two releases of a home by their ids; without the second one the release before the first."""
    new = kept(home, new_id)
    old = kept(home, old_id) if old_id else before(home, new_id)
    return None if new is None or old is None else Pair.of(old, new)


async def compared(pair: Pair) -> Comparison:
    """Return what is different, for people; `Switched` where one was removed a moment ago."""
    return await asyncio.to_thread(_compared, pair)


def _compared(pair: Pair) -> Comparison:
    """Compare; whoever asks for the same meanwhile waits for this answer."""
    try:
        with _ONE_AT_A_TIME:
            return _remembered(pair)
    except (HomeError, OSError):
        if pair.old.path.exists() and pair.new.path.exists():
            raise
    # Not from that error: it holds rows of the engine, which must be let go of in this thread.
    raise Switched("release-just-switched", retry=RETRY)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(pair: Pair) -> Comparison:
    return compare(pair.old, pair.new)
