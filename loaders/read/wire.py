"""What the reader's parent and child process say to each other, in frames of JSON and of bytes.

JSON, because the child has opened a file that nobody trusts: what it says is data and can run
nothing.
"""

import json
from dataclasses import asdict
from typing import Any

from core.frames import Ended
from loaders.document import Cell, Document, Encoding, Place, Remark, SourceFile, Span

Json = dict[str, Any]


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
        "whole": pack(document.whole) if document.whole else None,
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
        unpack(values["whole"]) if values["whole"] else None,
    )


def _pack_place(place: Place) -> tuple[object, ...]:
    return place.sheet, place.cell, place.page, place.box


def _place(values: list[Any]) -> Place:
    sheet, cell, page, box = values
    return Place(sheet, cell, page, tuple(box) if box else None)
