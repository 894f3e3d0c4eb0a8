"""One job on a draft, in a process of its own: `python -m api.office.work`.

It can be killed at any moment: nothing that it has not finished is seen. What is asked comes as JSON
on standard input; what came of it stands in the draft's folder, and a failure there too, in words for
people. Of a fault of ours only the kind and the place go to the server's log: its text may quote a file.
"""

import json
import os
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from api.office.folder import Folder, Job, Task
from api.office.publishing import Undecidable, publish_draft
from api.office.reading import read_draft, words_of
from api.office.records import FAILED, PROGRESS
from core.errors import TsunaguError
from graph.result import Progress
from loaders.cities.find import cities as known_cities

MOST_SECONDS = 1800
"""How long a job may take; then it ends, and the page says so."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: which job on which draft, the home, and further folders of cities."""

    task: Task
    draft: str
    home: str
    cities: str

    def as_json(self) -> bytes:
        """Write it for the process."""
        return json.dumps(asdict(self)).encode()


def main() -> None:
    """Do what standard input asks."""
    sys.excepthook = _last_words
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server; what is under way is finished
    signal.alarm(MOST_SECONDS)
    order = Order(**json.load(sys.stdin))
    folder, home = Folder(Path(order.draft)), Path(order.home)

    def report(progress: Progress) -> None:
        folder.write(PROGRESS, progress)

    try:
        if order.task == "read":
            read_draft(folder, home, known_cities(order.cities), report)
        else:
            publish_draft(folder, home, order.cities, report)
    except Undecidable as error:
        folder.write(FAILED, error.problems)
    except TsunaguError as error:
        folder.write(FAILED, (words_of(error),))
    folder.say_job(Job(order.task, os.getpid(), ended=True))


def _last_words(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(f"tsunagu office: {kind.__name__}\n" + "".join(traceback.format_tb(trace)))


if __name__ == "__main__":
    main()
