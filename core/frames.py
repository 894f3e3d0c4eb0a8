"""Frames over a pair of pipes: how a process and the child that it started speak.

A frame is its length (8 bytes, big-endian) and its bytes. What stands in them is for each pair of
processes to say.
"""

import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
"""How the length of a frame is written."""


class Ended(Exception):
    """The other side is gone: killed, crashed, or closed."""


class TooLong(Exception):
    """The other side sends more than may be read."""


def send(pipe: BinaryIO, *frames: bytes) -> None:
    """Write frames; `Ended` when nobody reads them."""
    try:
        for frame in frames:
            pipe.write(LENGTH.pack(len(frame)))
            pipe.write(frame)
        pipe.flush()
    except (BrokenPipeError, ValueError) as error:
        raise Ended from error


def receive(pipe: BinaryIO, limit: int | None = None) -> bytes:
    """Wait for one frame of at most `limit` bytes; `Ended` where the other side stops before its end."""
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    if limit is not None and length > limit:
        raise TooLong
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise Ended
    return data
