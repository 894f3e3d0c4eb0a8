"""Work already done, kept under the hash of all that it depends on.

Reading and linking have keys of their own (decision 0010). Entries are pickles of our own, in a
folder that only the owner can write. Each begins with the checksum of its payload: what a kill or
a bad disk damaged is ignored and made anew.
"""

import functools
import hashlib
import pickle
import platform
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from graph.disk import home_errors, write_atomically

READING_CODE = (
    "core",
    "loaders/document.py",
    "loaders/sheet.py",
    "loaders/extract.py",
    "loaders/read",
    "loaders/forms",
    "loaders/language",
)
"""What decides how bytes become a sheet."""

_LOADED_CODE = (
    "graph/loaded.py",
    "graph/findings.py",
    "graph/fragments.py",
    "graph/sources.py",
    "graph/structure.py",
)

LINKING_CODE = ("core", "ontology", "loaders", "shapes", *_LOADED_CODE)
"""What decides how a sheet becomes checked triples, the registers of cities excepted."""

_LIBRARIES = ("rdflib", "pyshacl")
_CHECKSUM = hashlib.sha256().digest_size

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, named by their keys."""

    folder: Path

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the entry, None where there is none that is whole and of this kind."""
        place = self.folder / key
        with home_errors(place):
            entry = place.read_bytes() if place.exists() else b""
        checksum, payload = entry[:_CHECKSUM], entry[_CHECKSUM:]
        if not payload or hashlib.sha256(payload).digest() != checksum:
            return None
        value = pickle.loads(payload)  # noqa: S301 - our own entry, in our own folder, checked above
        return value if isinstance(value, kind) else None

    def put(self, key: str, value: object) -> None:
        """Keep an entry."""
        payload = pickle.dumps(value)
        write_atomically(self.folder / key, hashlib.sha256(payload).digest() + payload, durable=False)


def digest(*parts: object) -> str:
    """Return a key for these parts; their order and their borders count."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8")).hexdigest()


@functools.cache
def code_digest(places: tuple[str, ...]) -> str:
    """Return the hash of the sources in these packages, folders or files, and of what runs them."""
    parts: list[object] = [platform.python_version(), *map(version, _LIBRARIES)]
    for place in places:
        parts += [
            (str(name), hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in _sources(place)
        ]
    return digest(*parts)


def _sources(place: str) -> list[tuple[Path, Path]]:
    """Return every source of a place with its name; compiled files and cities' folders are none."""
    package = Path(str(files(place.partition("/")[0])))
    start = package.parent / place
    found = [start] if start.is_file() else [path for path in start.rglob("*") if path.is_file()]
    named = [(path.relative_to(package.parent), path) for path in found]
    return sorted((name, path) for name, path in named if not _ignored(name))


def _ignored(name: Path) -> bool:
    in_a_city = name.parts[:2] == ("loaders", "cities") and len(name.parts) > 3
    return in_a_city or "__pycache__" in name.parts
