"""Have RDF checked in a child process with limits on time and memory, so that no file can do harm here."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from core.errors import RefusedFile
from core.frames import Ended, receive, send
from shapes.report import Finding

SECONDS = 300.0
"""Most seconds that checking one file may take unless it is told otherwise."""

MEMORY = 3072
"""Most MiB that checking one file may take, beyond what Python itself needs."""

_PROJECT = Path(__file__).resolve().parents[2]
_FINDINGS = TypeAdapter(tuple[Finding, ...])


def check_own(data: bytes, name: str, registers: bytes, seconds: float = SECONDS) -> tuple[Finding, ...]:
    """Return what our rules find in a file of RDF, the gravest first.

    `registers` (N-Triples) tell what it refers to. Raises `RefusedFile` where it cannot be checked.
    """
    return _checked(data, name, [], [registers], seconds)


def check_profile(
    data: bytes, name: str, shapes: Mapping[str, bytes], seconds: float = SECONDS
) -> tuple[Finding, ...]:
    """Return what shapes, given as files by their names, find in a file of RDF, the gravest first.

    Raises `RefusedFile` where the data or the shapes cannot be used, or time or memory do not suffice.
    """
    return _checked(data, name, list(shapes), list(shapes.values()), seconds)


def _checked(
    data: bytes, name: str, shapes: list[str], further: list[bytes], seconds: float
) -> tuple[Finding, ...]:
    request = {"name": name, "shapes": shapes, "memory": MEMORY, "seconds": int(seconds) + 1}
    question = BytesIO()
    send(question, json.dumps(request).encode("ascii"), data, *further)
    answer = _ask(question.getvalue(), name, seconds)
    if "error" in answer:
        raise RefusedFile(answer["error"], **({"file": name, "limit": MEMORY} | answer["values"]))
    return _FINDINGS.validate_python(answer["findings"])


def _ask(question: bytes, name: str, seconds: float) -> dict[str, Any]:
    try:
        # `-P` and the path: the child finds this package wherever it is started, and no other.
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "shapes.foreign.child"],
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(_PROJECT), "TSUNAGU_SHACL_ENGINE": "pyshacl"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedFile("rdf-too-slow", file=name, seconds=f"{seconds:g}") from error
    try:
        answer = json.loads(receive(BytesIO(ended.stdout)))
    except (Ended, ValueError) as error:
        raise _why_ended(ended.returncode, name, seconds) from error
    return dict(answer)


def _why_ended(status: int, name: str, seconds: float) -> RefusedFile:
    if status == -signal.SIGXCPU:
        return RefusedFile("rdf-too-slow", file=name, seconds=f"{seconds:g}")
    if status in (-signal.SIGABRT, -signal.SIGKILL):
        return RefusedFile("rdf-needs-memory", file=name, limit=MEMORY)
    kind = signal.Signals(-status).name if status < 0 else f"exit {status}"
    return RefusedFile("rdf-check-failed", file=name, kind=kind)
