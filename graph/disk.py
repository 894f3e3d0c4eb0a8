"""Writing to disk so that a kill or a power cut at any moment does no harm."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import HomeError

TEMPORARY = ".tmp-"
"""Names that begin so are unfinished work; the next build removes them."""

_KEYS = {
    errno.ENOSPC: "home-disk-full",
    errno.EDQUOT: "home-disk-full",
    errno.EACCES: "home-no-permission",
    errno.EPERM: "home-no-permission",
    errno.EROFS: "home-no-permission",
}


@contextmanager
def home_errors(place: Path) -> Iterator[None]:
    """Turn an `OSError` about the home folder into a `HomeError`, a sentence for people."""
    try:
        yield
    except OSError as error:
        named = error.filename if error.filename is not None else place
        reason = error.strerror or str(error)
        raise HomeError(_key(error), place=str(named), reason=reason) from error


def _key(error: OSError) -> str:
    """Choose the sentence. The store raises errors without a number, only with words."""
    if error.errno is None and os.strerror(errno.ENOSPC) in str(error):
        return "home-disk-full"
    return _KEYS.get(error.errno or 0, "home-unusable")


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write so that at any moment the old file or the whole new one stands at `path`.

    `durable` also holds against a power cut; a cache does not need it.
    """
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    with home_errors(path):
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
        if durable:
            sync(path.parent)


def sync(path: Path) -> None:
    """Make one file or folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make a folder with all that is in it durable."""
    for place, _, names in os.walk(folder):
        for name in names:
            sync(Path(place, name))
        sync(Path(place))


def remove_tree(folder: Path) -> None:
    """Remove a folder: first out of sight by one rename, so that no half of it is ever seen."""
    hidden = folder.with_name(TEMPORARY + folder.name.removeprefix(TEMPORARY))
    if folder != hidden:
        folder.rename(hidden)
    shutil.rmtree(hidden)
