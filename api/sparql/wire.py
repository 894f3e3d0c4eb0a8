"""What parent and child process say to each other: frames (`core.frames`).

The parent first says what holds for all queries (`Start`), and the child answers that it is ready, or
why not. Then a request is one frame of JSON; an answer is a frame of JSON and a frame with the body.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import BinaryIO

from core.frames import LENGTH, receive, send


@dataclass(frozen=True, slots=True)
class Start:
    """What a child is told once: the folder of its store, its memory in MiB, and the limits of a query.

    `most_rows` and `most_bytes` limit the answer, `seconds` the processor time. `prefixes` shorten
    Turtle.
    """

    store: str
    memory: int
    most_rows: int
    most_bytes: int
    seconds: int
    prefixes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """One query. `rows` and `graph` are names of formats, None where the client takes none.

    `default_graphs` and `named_graphs` are IRIs of the protocol's dataset, None where it names none.
    """

    query: str
    rows: str | None
    graph: str | None
    default_graphs: list[str] | None = None
    named_graphs: list[str] | None = None

    def frame(self) -> bytes:
        """Return the request as it is sent."""
        fields = (self.query, self.rows, self.graph, self.default_graphs, self.named_graphs)
        data = json.dumps(fields).encode()
        return LENGTH.pack(len(data)) + data


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request: `format` names how the body is written; or `error` is a message key."""

    format: str = ""
    error: str = ""
    values: dict[str, str | int] = field(default_factory=dict)


def send_start(pipe: BinaryIO, start: Start) -> None:
    """Tell a child what holds for all queries; `Ended` when nobody reads it."""
    send(pipe, json.dumps(asdict(start)).encode())


def receive_start(pipe: BinaryIO) -> Start:
    """Wait for what holds for all queries."""
    return Start(**json.loads(receive(pipe)))


def receive_request(pipe: BinaryIO) -> Request:
    """Wait for the next request."""
    return Request(*json.loads(receive(pipe)))


def send_reply(pipe: BinaryIO, reply: Reply, body: bytes = b"") -> None:
    """Write an answer."""
    send(pipe, json.dumps([reply.format, reply.error, reply.values]).encode(), body)


def receive_reply(pipe: BinaryIO) -> tuple[Reply, bytes]:
    """Wait for an answer; `Ended` when the child stopped before it was whole."""
    return Reply(*json.loads(receive(pipe))), receive(pipe)


class Replies:
    """Puts an answer together from the pieces in which it comes, for who does not want to wait."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, piece: bytes) -> tuple[Reply, bytes] | None:
        """Take the next piece; return the answer with its last one."""
        self._data += piece
        head = self._frame(0)
        body = self._frame(head[1]) if head else None
        if head is None or body is None:
            return None
        with memoryview(self._data) as data:
            reply = Reply(*json.loads(bytes(data[slice(*head)])))
            answer = bytes(data[slice(*body)])
        self._data.clear()
        return reply, answer

    def _frame(self, place: int) -> tuple[int, int] | None:
        """Return where the frame at `place` starts and ends, None while it is not whole."""
        start = place + LENGTH.size
        if len(self._data) < start:
            return None
        end = start + int(LENGTH.unpack_from(self._data, place)[0])
        return (start, end) if len(self._data) >= end else None
