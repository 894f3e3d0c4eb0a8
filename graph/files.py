"""The input: which files a build reads."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import RefusedFile, UsageError
from loaders.read.text import read_path


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not loaded, and why."""

    file: Path
    error: RefusedFile


def collect(paths: Sequence[Path], without: Path) -> list[Path]:
    """Return the files to read, in a stable order.

    Folders are walked; hidden files and the folder `without` (the home) are left out. A path that
    does not exist, and an input without any file, are a `UsageError`.
    """
    found: set[Path] = set()
    for path in paths:
        _must_exist(path)
        found.update(_walk(path, without.resolve()) if path.is_dir() else (path,))
    if not found:
        raise UsageError("no-input", paths="、".join(map(str, paths)) or "—")
    return sorted(found, key=lambda path: (path.name, str(path)))


def _walk(folder: Path, without: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if _wanted(Path(place, name), without)]
        yield from (path for name in names if _wanted(path := Path(place, name), without) and _is_file(path))


def _wanted(path: Path, without: Path) -> bool:
    return not path.name.startswith(".") and path.resolve() != without


def _must_exist(path: Path) -> None:
    try:
        exists = path.exists()
    except PermissionError as error:
        _unreadable(error)
    else:
        if not exists:
            raise UsageError("path-missing", path=str(path))


def _is_file(path: Path) -> bool:
    """Tell whether this is an ordinary file. Where nobody lets us look, reading it will say why."""
    try:
        return path.is_file()
    except PermissionError:
        return True


def _unreadable(error: OSError) -> None:
    raise UsageError("path-unreadable", path=str(error.filename), reason=error.strerror) from error


def read(path: Path) -> bytes:
    """Return the bytes of one input file; `RefusedFile` where it is none or cannot be read."""
    if not _is_file(path):
        raise RefusedFile("file-is-no-file", file=path.name)  # a pipe would wait for ever
    return read_path(path)
