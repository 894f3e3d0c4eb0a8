"""The home folder: what lies where, and who may write.

home/current            one line: the id of the release that answers
home/releases/<id>/     immutable releases (graph.release)
home/files/<sha256>     the bytes of every loaded file; people's names stand in them, so they
                        are readable for the owner only and never served
home/cache/             work already done (graph.cache)
home/lock               held while something writes
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.errors import HomeError
from graph.disk import TEMPORARY, home_errors, remove_tree, write_atomically

_PRIVATE = 0o700
_OTHERS_WRITE = 0o022
_RELEASE = re.compile(r"\d{4,}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one home. `root` need not exist before `create`."""

    root: Path

    @property
    def releases(self) -> Path:
        """The folder of releases."""
        return self.root / "releases"

    @property
    def files(self) -> Path:
        """The folder of the bytes of loaded files."""
        return self.root / "files"

    @property
    def cache(self) -> Path:
        """The folder of work already done."""
        return self.root / "cache"

    def trusted_cache(self) -> Path | None:
        """Return the folder of work already done, None where there is none or others may write to it.

        What stands there is taken for our own and unpickled: a home of somebody else is read without it.
        """
        with home_errors(self.cache):
            if not self.cache.is_dir():
                return None
            status = self.cache.stat()
        return self.cache if status.st_uid == os.getuid() and not status.st_mode & _OTHERS_WRITE else None

    def create(self) -> None:
        """Make the folders that are missing."""
        with home_errors(self.root):
            self.releases.mkdir(parents=True, exist_ok=True)
            for private in (self.files, self.cache):
                private.mkdir(mode=_PRIVATE, exist_ok=True)

    def file(self, sha256: str) -> Path:
        """Return where the bytes with this checksum lie."""
        return self.files / sha256

    def keep(self, data: bytes) -> str:
        """Keep the bytes of a file and return their sha-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        place = self.file(sha256)
        with home_errors(place):
            stands = place.exists() and place.read_bytes() == data
        if not stands:
            write_atomically(place, data)
        return sha256

    def current_id(self) -> str | None:
        """Return the id of the release that answers, None before the first."""
        place = self.root / "current"
        with home_errors(place):
            return place.read_text(encoding="ascii").strip() if place.exists() else None

    def set_current(self, release_id: str) -> None:
        """Let another release answer, in one step."""
        write_atomically(self.root / "current", f"{release_id}\n".encode("ascii"))

    def release_ids(self) -> list[str]:
        """Return the ids of all finished releases, oldest first."""
        with home_errors(self.releases):
            if not self.releases.is_dir():
                return []
            names = [folder.name for folder in self.releases.iterdir() if _RELEASE.fullmatch(folder.name)]
        return sorted(names, key=lambda name: (int(name.partition("-")[0]), name))

    def next_number(self) -> int:
        """Return the number of the next release: one more than that of the newest."""
        known = self.release_ids()
        return 1 + (int(known[-1].partition("-")[0]) if known else 0)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the home alone. The system lets go of the lock when the process ends, however it ends."""
        with home_errors(self.root):
            file = (self.root / "lock").open("a")
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeError("home-busy", home=str(self.root)) from None
            yield

    def sweep(self) -> None:
        """Remove what a killed build left. Call it with the lock held."""
        for folder in (self.root, self.releases, self.files, self.cache, *self.cache.glob("*/")):
            with home_errors(folder):
                for left in folder.glob(f"{TEMPORARY}*"):
                    if left.is_dir():
                        remove_tree(left)
                    else:
                        left.unlink(missing_ok=True)
