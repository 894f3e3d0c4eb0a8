"""What the reader's parent and child process say to each other: frames of JSON and of bytes.

A frame is its length (8 bytes, big-endian) and its bytes. JSON, because the child has opened a file
that nobody trusts: what it says is data and can run nothing.
"""

import json
import struct
from dataclasses import asdict
from typing import Any, BinaryIO

from loaders.document import Cell, Document, Encoding, Place, Remark, SourceFile, Span

_LENGTH = struct.Struct(">Q")
Json = dict[str, Any]


class Ended(Exception):
    """The other side is gone: killed, crashed, or closed."""


class TooLong(Exception):
    """The other side sends more than may be read."""


def send(pipe: BinaryIO, *frames: bytes) -> None:
    """Write frames; `Ended` when nobody reads them."""
    try:
        for frame in frames:
            pipe.write(_LENGTH.pack(len(frame)))
            pipe.write(frame)
        pipe.flush()
    except (BrokenPipeError, ValueError) as error:
        raise Ended from error


def receive(pipe: BinaryIO, limit: int | None = None) -> bytes:
    """Wait for one frame of at most `limit` bytes."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if limit is not None and length > limit:
        raise TooLong
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise Ended
    return data


def as_json(values: Json) -> bytes:
    """Write values as JSON in ASCII, so that any name of a file survives."""
    return json.dumps(values, separators=(",", ":")).encode("ascii")


def from_json(data: bytes) -> Json:
    """Read what `as_json` wrote."""
    values = json.loads(data)
    if not isinstance(values, dict):
        raise Ended
    return values


def pack(document: Document) -> Json:
    """Return a document as values for JSON."""
    return {
        "file": asdict(document.file),
        "encoding": asdict(document.encoding),
        "lines": document.lines,
        "cells": [
            (
                *(cell.table, cell.row, cell.column, cell.rows, cell.columns),
                cell.span and (cell.span.first, cell.span.last),
                _pack_place(cell.place),
            )
            for cell in document.cells
        ],
        "remarks": [(each.key, each.values, _pack_place(each.place)) for each in document.remarks],
    }


def unpack(values: Json) -> Document:
    """Return the document that `pack` took apart."""
    return Document(
        SourceFile(**values["file"]),
        Encoding(**values["encoding"]),
        tuple(values["lines"]),
        tuple(
            Cell(table, row, column, rows, columns, Span(*span) if span else None, _place(place))
            for table, row, column, rows, columns, span, place in values["cells"]
        ),
        tuple(
            Remark(key, tuple((name, value) for name, value in pairs), _place(place))
            for key, pairs, place in values["remarks"]
        ),
    )


def _pack_place(place: Place) -> tuple[object, ...]:
    return place.sheet, place.cell, place.page, place.box


def _place(values: list[Any]) -> Place:
    sheet, cell, page, box = values
    return Place(sheet, cell, page, tuple(box) if box else None)
