"""The input: which files a build reads, and their bytes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import RefusedFile, UsageError
from graph.archives import SUFFIX, members
from loaders.read.any import READABLE
from loaders.read.paths import check_inside, check_name
from loaders.read.text import read_path

_HIDDEN = (".", "~$", "__MACOSX")
"""Files and folders whose names begin so are no sheets: hidden ones, Office's locks, the Mac's notes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not loaded, and why."""

    file: Path
    error: RefusedFile


@dataclass(slots=True)
class Input:
    """The files to read, in a stable order.

    `skipped` are files of folders that are no sheets by their names; `refused` are those that could
    not be read.
    """

    files: list[Path] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)

    def contents(self) -> Iterator[tuple[Path, bytes]]:
        """Yield each file and each member of an archive with its bytes, one at a time in memory.

        What cannot be read is added to `refused` on the way, and what is left out to `skipped`.
        """
        for path in self.files:
            try:
                if path.suffix.lower() == SUFFIX:
                    yield from self._members(path)
                else:
                    check_name(path.name)
                    yield path, read(path)
            except RefusedFile as error:
                self.refused.append(Refusal(path, error))

    def _members(self, archive: Path) -> Iterator[tuple[Path, bytes]]:
        taken = 0
        for path, data in members(archive):
            inside = path.relative_to(archive)
            if any(part.startswith(_HIDDEN) for part in inside.parts):
                continue
            try:
                if isinstance(data, RefusedFile):
                    raise data
                if path.suffix.lower() not in READABLE:
                    self.skipped.append(path)
                    continue
                check_name(path.name)
            except RefusedFile as error:
                self.refused.append(Refusal(path, error))
            else:
                yield path, data
            taken += 1
        if not taken:
            raise RefusedFile("archive-empty", file=archive.name)


def collect(paths: Sequence[Path], without: Path) -> Input:
    """Return the files to read.

    A file that is named is read whatever it is called. Folders are walked for files with the
    suffixes of sheets and for archives; hidden files and the folder `without` (the home) are left
    out. A link is followed only inside the folder that was named. A path that does not exist, and an
    input without any file, are a `UsageError`.
    """
    found = Input()
    for path in paths:
        _must_exist(path)
        if path.is_dir():
            _walk(path, without.resolve(), found)
        else:
            found.files.append(path)
    if not found.files and not found.refused:
        raise UsageError("no-input", paths="、".join(map(str, paths)) or "—")
    found.files = sorted(set(found.files), key=lambda path: (path.name, str(path)))
    return found


def _walk(top: Path, without: Path, found: Input) -> None:
    for place, folders, names in os.walk(top, onerror=_unreadable):
        folders[:] = [name for name in sorted(folders) if _wanted(Path(place, name), without)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        for path in (
            Path(place, name) for name in sorted(names) + links if _wanted(Path(place, name), without)
        ):
            _take(path, top, found)


def _take(path: Path, top: Path, found: Input) -> None:
    """Put a file of a folder where it belongs. A folder that a link inside leads to is walked anyway."""
    try:
        check_inside(path, top)
    except RefusedFile as error:
        found.refused.append(Refusal(path, error))
        return
    if path.suffix.lower() in READABLE | {SUFFIX} and _is_file(path):
        found.files.append(path)
    elif not (path.is_symlink() and path.is_dir()):
        found.skipped.append(path)


def _wanted(path: Path, without: Path) -> bool:
    return not path.name.startswith(_HIDDEN) and path.resolve() != without


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
