"""The published triples, one file for each named graph.

Dumps are made from these and not from the store, which rewrites numbers (`1.50` to `1.5`). A
fragment is held compressed, a twentieth of its size, and read line by line: hundreds of sheets
are merged without ever being in memory together.
"""

import hashlib
import heapq
import itertools
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_STEP = 1024  # bytes of compressed data; about twenty times as many when read


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes, compressed."""

    packed: bytes

    @classmethod
    def of(cls, data: bytes) -> "Packed":
        """Compress."""
        return cls(zlib.compress(data))

    @property
    def data(self) -> bytes:
        """The bytes as they were."""
        return zlib.decompress(self.packed)

    def lines(self) -> Iterator[bytes]:
        """Yield the lines, of which each ends with LF, without having all of them in memory."""
        engine, rest = zlib.decompressobj(), b""
        for start in range(0, len(self.packed), _STEP):
            *whole, rest = (rest + engine.decompress(self.packed[start : start + _STEP])).split(b"\n")
            yield from whole


@dataclass(frozen=True, slots=True)
class Fragment:
    """One named graph as sorted N-Quads. `name` is its file's name in the release."""

    name: str
    graph: str
    content: Packed
    count: int

    @classmethod
    def of(cls, name: str, graph: str, data: bytes) -> "Fragment":
        """Return the fragment of a file with this name."""
        return cls(name, graph, Packed.of(data), data.count(b"\n"))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.content.data

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        return hashlib.sha256(self.data).hexdigest()

    def quads(self) -> Iterator[bytes]:
        """Yield the lines of the file, one quad each."""
        return self.content.lines()

    def triples(self) -> Iterator[bytes]:
        """Yield the same lines as N-Triples, without the graph's name; their order stays."""
        end = f" <{self.graph}> .".encode()
        return (line.removesuffix(end) + b" ." for line in self.quads())

    def about(self, subject: str) -> bool:
        """Tell whether the graph says something about this IRI."""
        start = f"<{subject}> ".encode()
        return any(line.startswith(start) for line in self.quads())


def dump(fragments: Iterable[Fragment]) -> Iterator[bytes]:
    """Yield the lines of all named graphs as one N-Quads file, sorted by code point."""
    return _lines(fragment.quads() for fragment in fragments)


def merged(fragments: Iterable[Fragment]) -> Iterator[bytes]:
    """Yield the merge of all graphs as lines of N-Triples; a triple of several graphs comes once."""
    return _lines(fragment.triples() for fragment in fragments)


def _lines(sorted_files: Iterable[Iterator[bytes]]) -> Iterator[bytes]:
    # UTF-8 sorts by bytes as it does by code points.
    return (line + b"\n" for line, _ in itertools.groupby(heapq.merge(*sorted_files)))
