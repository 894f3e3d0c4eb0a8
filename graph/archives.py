"""Archives: the files in a ZIP, read in memory one at a time and never written out by their names.

A member is only ever a name to show and some bytes, so no name can lead anywhere on this disk.
What an archive says of its sizes is checked and then not believed: reading stops at the limit.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from core.errors import RefusedFile
from loaders.read.text import MAX_BYTES

SUFFIX = ".zip"
"""The archives that are opened."""

_ARCHIVES = {SUFFIX, ".7z", ".rar", ".lzh", ".lha", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".cab"}
_MOST_BYTES = 4 * 1024**3
_MOST_MEMBERS = 20_000
_UTF8, _ENCRYPTED = 0x800, 0x1
# What reading a member may raise: wrong checksums, broken streams, unknown methods, wrong ends.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)

Member = tuple[Path, bytes | RefusedFile]


def members(archive: Path) -> Iterator[Member]:
    """Yield the files of an archive in the order of their names, each with its bytes or its refusal.

    Raises `RefusedFile` for an archive that cannot be opened at all, or that holds too much.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            found = [info for info in opened.infolist() if not info.is_dir()]
            _check(archive, found)
            for name, info in sorted(((_name_of(info), info) for info in found), key=lambda pair: pair[0]):
                yield archive / _inside(name), _read(opened, info, name)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise RefusedFile("archive-damaged", file=archive.name) from error


def _check(archive: Path, found: list[zipfile.ZipInfo]) -> None:
    size = sum(info.file_size for info in found)
    if len(found) > _MOST_MEMBERS or size > _MOST_BYTES:
        raise RefusedFile(
            "archive-too-large",
            file=archive.name,
            count=len(found),
            size=size,
            most=_MOST_MEMBERS,
            limit=_MOST_BYTES,
        )


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a member. Old programs write it in cp932, and some in UTF-8 without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        printed = info.orig_filename.encode("cp437")  # what zipfile takes it for
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "cp932"):
        try:
            return printed.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename


def _inside(name: str) -> PurePosixPath:
    """Return a member's name as a place inside its archive, whatever it says of roots and parents."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return PurePosixPath(*parts)


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes | RefusedFile:
    file = _inside(name).name
    if _inside(name).suffix.lower() in _ARCHIVES:
        return RefusedFile("archive-in-archive", file=file)
    if info.flag_bits & _ENCRYPTED:
        return RefusedFile("archive-encrypted", file=file)
    try:
        with opened.open(info) as member:
            data = member.read(MAX_BYTES + 1)
    except _DAMAGE:
        return RefusedFile("archive-member-damaged", file=file)
    if len(data) > MAX_BYTES:
        return RefusedFile("file-too-large", file=file, size=max(info.file_size, len(data)), limit=MAX_BYTES)
    return data
