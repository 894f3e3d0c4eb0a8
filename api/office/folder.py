"""The folder of a draft: what officers brought, and what became of it so far.

home/drafts/<id>/    readable for the owner only
├── draft.json       who brought what, and when
├── files/1 …        the bytes, under names of our own
├── reading.json     what was read, once it was; sheet-1.json … its sheets as tables
├── marks.json       what was decided so far, in order
├── progress.json    how far the job is
├── failed.json      why a job could not be done
├── outcome.json     what publishing did; the files are gone then
└── job              the last job and its process, which locks it as long as it lives
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from api.errors import NotFound
from api.office.errors import Conflict
from api.office.records import DRAFT, FAILED, OUTCOME, READING, Draft, Kept
from graph.disk import home_errors, remove_tree, write_atomically

Task = Literal["read", "publish"]
T = TypeVar("T")

State = Literal["reading", "publishing", "stopped", "failed", "read", "published"]


@dataclass(frozen=True, slots=True)
class Job:
    """The last job on a draft: its process, and whether it came to its end, well or not."""

    task: Task
    pid: int
    ended: bool = False


_ENDS: tuple[tuple[Kept[Any], State], ...] = ((OUTCOME, "published"), (FAILED, "failed"))
_STAYS = {"job", *(f"{what.name}.json" for what in (DRAFT, OUTCOME))}


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one draft."""

    path: Path

    @property
    def files(self) -> Path:
        """The folder of the bytes."""
        return self.path / "files"

    def draft(self) -> Draft:
        """Return what was brought."""
        found = self.read(DRAFT)
        if found is None:
            raise NotFound("office-no-draft")
        return found

    def read(self, what: Kept[T]) -> T | None:
        """Return what is kept, None where nothing is."""
        place = self._place(what)
        with home_errors(place):
            try:
                data = place.read_bytes()
            except FileNotFoundError:
                return None
        return what.written.validate_json(data)

    def write(self, what: Kept[T], value: T) -> None:
        """Keep something."""
        write_atomically(self._place(what), what.written.dump_json(value), durable=False)

    def has(self, what: Kept[T]) -> bool:
        """Tell whether something is kept."""
        return self._place(what).exists()

    def forget(self, what: Kept[T]) -> None:
        """Keep something no longer."""
        with home_errors(self.path):
            self._place(what).unlink(missing_ok=True)

    def strip(self) -> None:
        """Keep only who brought what, and what publishing did."""
        with home_errors(self.path):
            if self.files.exists():
                remove_tree(self.files)
            for place in self.path.iterdir():
                if place.name not in _STAYS:
                    place.unlink()

    def state(self) -> State:
        """Tell what has become of the draft."""
        busy, job = self._busy(), self.job()
        if busy:
            return "publishing" if job and job.task == "publish" else "reading"
        for what, state in _ENDS:
            if self.has(what):
                return state
        return "read" if job and job.ended and self.has(READING) else "stopped"

    def job(self) -> Job | None:
        """Return the last job that was begun here, None before the first."""
        try:
            data = (self.path / "job").read_bytes()
        except FileNotFoundError:
            return None
        return Job(**json.loads(data)) if data else None

    def say_job(self, job: Job) -> None:
        """Say which job runs, or that it ended. The file stays the same one: it is locked."""
        with home_errors(self.path):
            (self.path / "job").write_text(json.dumps(asdict(job)), encoding="ascii")

    def begin(self) -> int:
        """Take the lock and return its file: who inherits it holds the lock. `Conflict` where a job runs."""
        handle = os.open(self.path / "job", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise Conflict("office-busy") from None
        return handle

    def _place(self, what: Kept[T]) -> Path:
        return self.path / f"{what.name}.json"

    def _busy(self) -> bool:
        try:
            handle = os.open(self.path / "job", os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False
