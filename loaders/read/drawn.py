"""Cells as the readers find them, and the document they make."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.errors import RefusedFile
from loaders.document import Cell, Document, Encoding, Place, Remark, SourceFile, Span

MAX_CELLS = 30_000
"""More cells than any sheet for people has; a file with more is refused."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell with its text, before the document's lines are counted. See `loaders.document.Cell`."""

    table: int
    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: Place


def source_file(data: bytes, name: str, media_type: str) -> SourceFile:
    """Return what identifies the file."""
    return SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), media_type)


def as_document(
    file: SourceFile,
    encoding: Encoding,
    cells: Sequence[Drawn],
    remarks: Iterable[Remark] = (),
    hidden: Sequence[Drawn] = (),
) -> Document:
    """Lay the cells out in reading order: table by table, row by row, from the left.

    Those that are `hidden` stand in the document's `whole` alone. Raises `RefusedFile` where no
    visible cell has text.
    """
    document = _laid_out(file, encoding, cells)
    if not document.lines:
        raise RefusedFile("file-empty", file=file.name)
    whole = _laid_out(file, encoding, [*cells, *hidden]) if hidden else None
    return replace(document, remarks=tuple(remarks), whole=whole)


def _laid_out(file: SourceFile, encoding: Encoding, cells: Iterable[Drawn]) -> Document:
    lines: list[str] = []
    placed: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (cell.table, cell.row, cell.column)):
        span = None
        if cell.text.strip():
            first = len(lines) + 1
            lines += _LINE_END.split(cell.text)
            span = Span(first, len(lines))
        placed.append(Cell(cell.table, cell.row, cell.column, cell.rows, cell.columns, span, cell.place))
    return Document(file, encoding, tuple(lines), tuple(placed))
