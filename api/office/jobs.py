"""Starting and stopping jobs. A job is a process with a group of its own: killing the group ends it all."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from api.office.folder import Folder, Job, Task
from api.office.records import FAILED, PROGRESS
from api.office.work import Order

_PROJECT = Path(__file__).resolve().parents[2]
_SECRET = "TSUNAGU_OFFICE_TOKEN"  # noqa: S105  the name of a variable


@dataclass(frozen=True, slots=True)
class Jobs:
    """What jobs need to know: the home, and further folders of cities."""

    home: Path
    cities: str

    def start(self, folder: Folder, task: Task) -> None:
        """Start a job on a draft; `Conflict` where one is at work there."""
        handle = folder.begin()
        try:
            folder.forget(FAILED)
            folder.forget(PROGRESS)
            order = Order(task, str(folder.path.resolve()), str(self.home.resolve()), self.cities)
            process = subprocess.Popen(
                # `-P` and the path: the process finds this package wherever it is started, and no other.
                [sys.executable, "-P", "-m", "api.office.work"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if name != _SECRET}
                | {"PYTHONPATH": str(_PROJECT)},
                pass_fds=[handle],  # it holds the lock as long as it lives
                start_new_session=True,
            )
        finally:
            os.close(handle)
        folder.say_job(Job(task, process.pid))
        threading.Thread(target=process.communicate, args=(order.as_json(),), daemon=True).start()

    def stop(self, folder: Folder) -> None:
        """End the reading of a draft, if it is under way. Publishing is not stopped from here."""
        job = folder.job()
        if job is not None and folder.state() == "reading":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(job.pid, signal.SIGKILL)
