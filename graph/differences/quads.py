"""The quads that one release has and another has not.

Graphs whose files are the same to the byte are passed over, so that the size of what changed counts
and not that of the release.
"""

import heapq
import itertools
from collections.abc import Iterator
from typing import Literal

from graph.manifest import GraphEntry
from graph.release import Release
from graph.verify import FRAGMENTS

Sign = Literal["A", "D"]
"""Added or deleted, as RDF Patch writes it."""

_OLD, _NEW = 0, 1
_SIGNS: dict[int, Sign] = {_OLD: "D", _NEW: "A"}


def changed_quads(old: Release, new: Release) -> Iterator[tuple[Sign, bytes]]:
    """Yield each changed quad as a line of N-Quads without its end: graph by graph, sorted in each."""
    graphs = _graphs(old), _graphs(new)
    for name in sorted(graphs[_OLD].keys() | graphs[_NEW].keys()):
        entries = graphs[_OLD].get(name), graphs[_NEW].get(name)
        if _checksum(old, entries[_OLD]) != _checksum(new, entries[_NEW]):
            yield from _between(_lines(old, entries[_OLD]), _lines(new, entries[_NEW]))


def _graphs(release: Release) -> dict[str, GraphEntry]:
    return {entry.graph: entry for entry in release.manifest.graph_files()}


def _checksum(release: Release, entry: GraphEntry | None) -> str | None:
    return release.manifest.checksums[f"{FRAGMENTS}/{entry.fragment}"] if entry else None


def _lines(release: Release, entry: GraphEntry | None) -> Iterator[bytes]:
    return release.fragment(entry).quads() if entry else iter(())


def _between(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[tuple[Sign, bytes]]:
    """Yield the lines that stand on one side alone. Both sides are sorted and name no line twice."""
    sides = heapq.merge(((line, _OLD) for line in old), ((line, _NEW) for line in new))
    for line, same in itertools.groupby(sides, key=lambda pair: pair[0]):
        found = [side for _, side in same]
        if len(found) == 1:
            yield _SIGNS[found[0]], line
