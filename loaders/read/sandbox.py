"""Open a file in a child process with limits on time and memory, so that no file can do harm here.

One child serves many files, because its start takes longer than most files; it is replaced when a
file has ended it, and now and then so that memory does not add up. Each process of a build has its
own.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from core.errors import RefusedFile
from core.frames import Ended, TooLong, receive, send
from loaders.document import Document
from loaders.read.wire import Json, as_json, from_json, unpack

SECONDS = 9.0
"""Most seconds that reading one file may take, the start of the child included."""

MEMORY = 400
"""Most MiB that reading one file may take, beyond what Python itself needs (500 with it)."""

_PROCESSOR_SECONDS = 8
_MOST_ANSWER = 64 * 1024 * 1024
_MOST_FILES = 50
_PROJECT = Path(__file__).resolve().parents[2]


class _Child:
    """A child process; one file at a time."""

    def __init__(self) -> None:
        # `-P` and the path: the child finds this package wherever it is started, and no other.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "loaders.read.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(_PROJECT)},
        )
        self.owner = os.getpid()
        self.files = 0
        self._late = False

    def read(self, kind: str, data: bytes, name: str) -> Json:
        """Return the child's answer; a refusal when it ended without one."""
        self.files += 1
        request = {"kind": kind, "name": name, "memory": MEMORY, "seconds": _PROCESSOR_SECONDS}
        clock = threading.Timer(SECONDS, self._too_late)
        clock.daemon = True
        clock.start()
        try:
            with contextlib.suppress(Ended):  # how it ended is said below
                send(cast(BinaryIO, self._process.stdin), as_json(request), data)
            return from_json(receive(cast(BinaryIO, self._process.stdout), _MOST_ANSWER))
        except TooLong:
            return {"error": "file-too-much-content", "values": {}, "ended": True}
        except Ended:
            return {**self._why_ended(), "ended": True}
        finally:
            clock.cancel()

    def close(self) -> None:
        """End the child and free what belongs to it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(BrokenPipeError):
                cast(BinaryIO, pipe).close()

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def _why_ended(self) -> Json:
        status = self._process.wait()
        if self._late or status == -signal.SIGXCPU:
            return {"error": "file-too-slow", "values": {"seconds": f"{SECONDS:g}"}}
        if status in (-signal.SIGABRT, -signal.SIGKILL):
            return {"error": "file-needs-memory", "values": {}}
        return {"error": "file-damaged", "values": {"kind": _status_name(status)}}


_lock = threading.Lock()
_children: list[_Child] = []  # none or one


def read_in_child(kind: str, data: bytes, name: str) -> Document:
    """Return the document that a child process reads. Raises `RefusedFile` with the reason."""
    with _lock:
        answer = _ask(kind, data, name)
    if "error" in answer:
        values = {**answer["values"], "file": name}
        if answer["error"] == "file-needs-memory":
            values = {"file": name, "limit": MEMORY}
        raise RefusedFile(answer["error"], **values)
    return unpack(answer["document"])


def close() -> None:
    """End the child of this process, if there is one."""
    while _children:
        child = _children.pop()
        if child.owner == os.getpid():
            child.close()


def _ask(kind: str, data: bytes, name: str) -> Json:
    if not _children or _children[0].owner != os.getpid():
        close()
        _children.append(_Child())
    child, answered = _children[0], False
    try:
        answer = child.read(kind, data, name)
        answered = not answer.get("ended") and child.files < _MOST_FILES
    finally:
        if not answered:  # also when a person interrupts: its answer would be taken for the next one's
            close()
    return answer


def _status_name(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit {status}"


atexit.register(close)
