"""Where a neural tagger can be plugged in. None comes with Tsunagu.

A package that has one names it in the entry-point group `tsunagu.taggers`: a callable without
arguments that returns a `Tagger`. What it finds is proposed, after all rules.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Protocol

from loaders.entities.candidate import Candidate
from loaders.entities.passage import Passage
from loaders.mention import MentionKind

GROUP = "tsunagu.taggers"
RANK = 5


class Tagger(Protocol):
    """Finds names in a text."""

    def __call__(self, text: str) -> Iterable[tuple[int, int, MentionKind]]:
        """Return where names begin and end in the text, and the kind of each."""


def installed() -> tuple[tuple[str, str, str], ...]:
    """Return name, place and version of each tagger, in order of name: what its findings depend on."""
    found = sorted(entry_points(group=GROUP), key=lambda each: each.name)
    return tuple((each.name, each.value, each.dist.version if each.dist else "") for each in found)


@lru_cache(maxsize=1)
def taggers() -> tuple[tuple[str, Tagger], ...]:
    """Return the installed taggers with their names, in order of name."""
    found = sorted(entry_points(group=GROUP), key=lambda each: each.name)
    return tuple((each.name, each.load()()) for each in found)


def tagged_candidates(passage: Passage) -> Iterator[Candidate]:
    """Yield what the installed taggers find in the printed text."""
    for name, tagger in taggers():
        for begin, end, kind in tagger(passage.printed):
            yield Candidate(begin, end, kind, passage.printed[begin:end], f"tagger:{name}", RANK)
