"""Work already done, kept under the hash of all that it depends on.

Reading and linking have keys of their own (decision 0010). Entries are pickles of our own, in a
folder that only the owner can write. Each begins with the checksum of its payload: what a kill or
a bad disk damaged is ignored and made anew.

cache/0/    what this build has used or made
cache/1/    what the build before it used last, and so on

An entry that is used comes back to the front. When a build ends well, all grow older by one, and what
`KEPT_BUILDS` builds in a row had no use for is removed: work of older code, of registers as they
were, and of sheets that are gone.
"""

import functools
import hashlib
import pickle
import platform
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from core.settings import Settings
from graph.disk import home_errors, write_atomically
from loaders.entities.tagger import installed

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

KEPT_BUILDS = 3
"""How many builds in a row an entry may stay unused."""

_LIBRARIES = (
    *("openpyxl", "pdfminer.six", "python-calamine"),
    *("sudachipy", "sudachidict-small", "pyahocorasick"),
    *("rdflib", "pyshacl", "shacl"),
)
"""What decides together with our own code; a new dictionary finds other words."""
_CHECKSUM = hashlib.sha256().digest_size

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, named by their keys, by how many builds ago they were used."""

    folder: Path

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the entry, None where there is none that is whole and of this kind."""
        place = self._place(key)
        self.keep(key)
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
        write_atomically(self._place(key), hashlib.sha256(payload).digest() + payload, durable=False)

    def keep(self, key: str) -> None:
        """Count an entry, if there is one, among those that this build uses."""
        place = self._place(key)
        with home_errors(place):
            older = (self.folder / str(age) / key for age in range(1, KEPT_BUILDS + 1))
            found = None if place.exists() else next((each for each in older if each.exists()), None)
            if found:
                with suppress(FileNotFoundError):  # another process of this build was first
                    found.replace(place)

    def grow_older(self) -> None:
        """Let every entry be one build older, and remove what has not been used for too long."""
        with home_errors(self.folder):
            kept = {str(age): str(age + 1) for age in range(KEPT_BUILDS)}
            for place in sorted(self.folder.iterdir(), reverse=True):
                if place.name in kept:
                    place.rename(self.folder / kept[place.name])
                else:
                    _remove(place)

    def clear(self) -> None:
        """Remove every entry."""
        with home_errors(self.folder):
            for place in self.folder.iterdir():
                _remove(place)

    def _place(self, key: str) -> Path:
        newest = self.folder / "0"
        with home_errors(newest):
            newest.mkdir(exist_ok=True)
        return newest / key


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()


def digest(*parts: object) -> str:
    """Return a key for these parts; their order and their borders count."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8")).hexdigest()


@functools.cache
def code_digest(places: tuple[str, ...]) -> str:
    """Return the hash of the sources in these packages, folders or files, and of what runs them."""
    chosen = (installed(), Settings().shacl_engine)
    parts: list[object] = [platform.python_version(), *map(_version, _LIBRARIES), *chosen]
    for place in places:
        parts += [
            (str(name), hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in _sources(place)
        ]
    return digest(*parts)


def _version(library: str) -> str:
    """Return the version of a library, empty where it is missing: some can be done without."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


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
