"""The files of one release: which of them it has, how large they are, where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.disk import home_errors
from graph.dumps.kinds import FOLDER, SUMS, Kind, kinds
from graph.network import Words
from graph.release import Release
from graph.verify import DUMP

_GRAPH = "graph.nq"
"""The dump that every release has: the file from which all others could be made again."""

SUMS_PLACE = f"{FOLDER}/{SUMS}"
"""The file by which one sees that a release has them all."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to take away. `size` counts bytes; see `graph.dumps.kinds.Kind` for the rest."""

    name: str
    media_type: str
    format: str
    size: int
    sha256: str
    title: Words
    compression: str = ""
    table: str = ""

    @property
    def served_as(self) -> str:
        """The media type of the file as it is sent."""
        return self.compression or self.media_type


def dumps(release: Release) -> tuple[Dump, ...]:
    """Return the files of a release; of one that was made before there were any, its N-Quads alone."""
    return tuple(_dumps(release))


def dump_file(release: Release, name: str) -> tuple[Dump, Path] | None:
    """Return the file with this name and its place, None where the release has no such file."""
    kind = kinds().get(name)
    found = _dump(release, kind) if kind else None
    return (found, release.path / place_of(name)) if found else None


def left_out(release: Release) -> list[str]:
    """Return the names of the files that could not be made, as a value or the rows do not fit their format.

    Parquet counts where some of it is there: without pyarrow there is none, and nothing went wrong.
    """
    made = {kind for kind in kinds().values() if place_of(kind.name) in release.manifest.checksums}
    formats = {kind.format for kind in kinds().values()} - {"parquet"} | {kind.format for kind in made}
    return [kind.name for kind in kinds().values() if kind not in made and kind.format in formats]


def place_of(name: str) -> str:
    """Return the name in the release's folder of the file with this name."""
    return DUMP if name == _GRAPH else f"{FOLDER}/{name}"


def is_dump(name: str) -> bool:
    """Tell whether a file of a release's folder is one that was made to be taken away."""
    return name.startswith(f"{FOLDER}/")


def _dumps(release: Release) -> Iterator[Dump]:
    for kind in kinds().values():
        found = _dump(release, kind)
        if found is not None:
            yield found


def _dump(release: Release, kind: Kind) -> Dump | None:
    place = place_of(kind.name)
    checksum = release.manifest.checksums.get(place)
    if checksum is None:
        return None
    with home_errors(release.path / place):
        size = (release.path / place).stat().st_size
    return Dump(
        kind.name, kind.media_type, kind.format, size, checksum, kind.title, kind.compression, kind.table
    )
