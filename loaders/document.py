"""A file as it was read: its bytes' checksum, how it was decoded, its lines, and its cells.

Lines are kept as printed. Only a name that must not be published is blacked out, character for
character, so that every position stays true (design, law 9).

A text file has lines alone. A table (workbook, PDF, CSV) is given as the lines of its cells in
reading order, so that everything that counts, quotes and marks lines serves it too; its cells then
say where in the grid and where in the file those lines stand (decision 0013).
"""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by its bytes."""

    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes became text: Python's codec name and the reason for choosing it."""

    codec: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Lines `first` to `last` of a document, 1-based and inclusive."""

    first: int
    last: int

    def __or__(self, other: "Span") -> "Span":
        return Span(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its file.

    A workbook's cell has the name of its sheet and an address ("B12", "B12:D14" when merged); a
    PDF's has its page (from 1) and its box (left, top, right, bottom in points from the top left).
    """

    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its table (a worksheet, or a page), position and size, and its lines.

    `table`, `row` and `column` count from 0; `rows` and `columns` tell how many it covers. An empty
    cell has no span.
    """

    table: int
    row: int
    column: int
    rows: int
    columns: int
    span: Span | None
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of how a file was read: a message key, its values, and where."""

    key: str
    values: tuple[tuple[str, str], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of one file; `lines[0]` is line 1. `cells` is empty for a text file.

    `whole` is the same file with the cells that its program hides, where there are any. It serves
    one purpose: a name that stands only there is known when names are blacked out. That drops it;
    nothing else may read it.
    """

    file: SourceFile
    encoding: Encoding
    lines: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    remarks: tuple[Remark, ...] = ()
    whole: "Document | None" = field(default=None, repr=False)

    def with_lines(self, lines: tuple[str, ...]) -> "Document":
        """Return the same document with other lines (used to black out names)."""
        return replace(self, lines=lines)

    def quote_stands(self, quote: str, span: Span) -> bool:
        """Tell whether `quote` stands in those lines once the line wraps are removed."""
        return quote in unwrap(self.lines[span.first - 1 : span.last])


def unwrap(lines: tuple[str, ...]) -> str:
    """Join wrapped lines: the white space around each line goes, nothing else changes."""
    return "".join(line.strip() for line in lines)
