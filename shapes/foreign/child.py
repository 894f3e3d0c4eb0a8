"""The child process that checks RDF nobody trusts: `python -m shapes.foreign.child`.

It reads one request from standard input: what to do, the data, and the shapes or registers; and it
answers with findings, or with why there are none.
"""

import json
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from io import BytesIO
from types import TracebackType
from typing import Any, BinaryIO

import rdflib
from rdflib import Graph

from core.confine import confine, cut_off, limit_processor_time
from core.errors import RefusedFile
from core.frames import receive, send
from shapes.foreign.own import own_findings
from shapes.foreign.parsing import Parsed, parsed
from shapes.foreign.profile import profile_findings
from shapes.foreign.subjects import first_lines
from shapes.report import Finding

MOST_FINDINGS = 20_000


def main() -> None:
    """Answer the one request."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe = sys.stdout.buffer
    sys.excepthook = _last_words(pipe)
    request, *frames = _frames(sys.stdin.buffer)
    asked = json.loads(request)
    confine(asked["memory"])
    limit_processor_time(asked["seconds"])
    cut_off()
    rdflib.NORMALIZE_LITERALS = False  # what is written is checked, not what it could be written as
    try:
        answer: dict[str, Any] = {"findings": _findings(asked, frames)}
    except RefusedFile as error:
        answer = {"error": error.key, "values": {"file": asked["name"]} | error.values}
    send(pipe, json.dumps(answer).encode("ascii"))


def _frames(pipe: BinaryIO) -> list[bytes]:
    """Return all that was sent."""
    data = pipe.read()
    source, found = BytesIO(data), []
    while source.tell() < len(data):
        found.append(receive(source))
    return found


def _findings(asked: dict[str, Any], frames: list[bytes]) -> list[dict[str, Any]]:
    name = asked["name"]
    data, *further = frames
    given = parsed(data, name)
    if asked["shapes"]:
        shapes = Graph(bind_namespaces="none")
        for shape_name, shape in zip(asked["shapes"], further, strict=True):
            shapes += parsed(shape, shape_name).graph
        found = profile_findings(given.graph, shapes, asked["shapes"])
    else:
        registers = Graph(bind_namespaces="none").parse(data=further[0], format="nt")
        found = own_findings(given.graph, registers, name)
    if len(found) > MOST_FINDINGS:
        raise RefusedFile("rdf-too-many-findings", file=name, most=MOST_FINDINGS)
    return [asdict(each) for each in sorted(_placed(set(found), given, name), key=Finding.order)]


def _placed(found: set[Finding], given: Parsed, name: str) -> list[Finding]:
    """Put what has no place in a sheet on the line of this file that describes it."""
    lines = first_lines(given.text, given.prefixes, {each.focus for each in found if not each.file})
    return [
        each
        if each.file
        else replace(each, file=name, line=lines.get(each.focus), line_end=lines.get(each.focus))
        for each in found
    ]


def _last_words(
    pipe: BinaryIO,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what to do with an error that nobody caught: say its kind; then the process ends."""

    def say_kind(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        key = "rdf-needs-memory" if issubclass(kind, MemoryError) else "rdf-check-failed"
        send(pipe, json.dumps({"error": key, "values": {"kind": kind.__name__}}).encode("ascii"))

    return say_kind


if __name__ == "__main__":
    main()
