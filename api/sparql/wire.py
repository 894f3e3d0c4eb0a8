"""What parent and child process say to each other: frames over a pair of pipes.

A frame is its length (8 bytes, big-endian) and its bytes. A request is one frame of JSON; an answer
is a frame of JSON and a frame with the body. The child starts with an answer: ready, or why not.
"""

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")


class Ended(Exception):
    """The other side is gone: killed, crashed, or closed."""


@dataclass(frozen=True, slots=True)
class Request:
    """One query. `rows` and `graph` are names of formats, None where the client takes none.

    `most_rows` and `most_bytes` limit the answer, `seconds` the processor time.
    `default_graphs` and `named_graphs` are IRIs of the protocol's dataset, None where it names none.
    `prefixes` shorten Turtle.
    """

    query: str
    rows: str | None
    graph: str | None
    most_rows: int
    most_bytes: int
    seconds: int
    default_graphs: list[str] | None = None
    named_graphs: list[str] | None = None
    prefixes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request: `format` names how the body is written; or `error` is a message key."""

    format: str = ""
    error: str = ""
    values: dict[str, str | int] = field(default_factory=dict)


def send_request(pipe: BinaryIO, request: Request) -> None:
    """Write a request; `Ended` when nobody reads it."""
    _send(pipe, json.dumps(asdict(request)).encode())


def receive_request(pipe: BinaryIO) -> Request:
    """Wait for the next request."""
    return Request(**json.loads(_receive(pipe)))


def send_reply(pipe: BinaryIO, reply: Reply, body: bytes = b"") -> None:
    """Write an answer."""
    _send(pipe, json.dumps(asdict(reply)).encode(), body)


def receive_reply(pipe: BinaryIO) -> tuple[Reply, bytes]:
    """Wait for an answer; `Ended` when the child stopped before it was whole."""
    return Reply(**json.loads(_receive(pipe))), _receive(pipe)


def _send(pipe: BinaryIO, *frames: bytes) -> None:
    try:
        for frame in frames:
            pipe.write(_LENGTH.pack(len(frame)))
            pipe.write(frame)
        pipe.flush()
    except (BrokenPipeError, ValueError) as error:
        raise Ended from error


def _receive(pipe: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise Ended
    return data
