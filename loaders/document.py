"""A file as it was read: its bytes' checksum, how it was decoded, and its lines.

Lines are kept as printed. Only a name that must not be published is blacked out, character for
character, so that every position stays true (design, law 9).
"""

from dataclasses import dataclass, replace


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
class Document:
    """The lines of one text file; `lines[0]` is line 1."""

    file: SourceFile
    encoding: Encoding
    lines: tuple[str, ...]

    def with_lines(self, lines: tuple[str, ...]) -> "Document":
        """Return the same document with other lines (used to black out names)."""
        return replace(self, lines=lines)

    def quote_stands(self, quote: str, span: Span) -> bool:
        """Tell whether `quote` stands in those lines once the line wraps are removed."""
        return quote in unwrap(self.lines[span.first - 1 : span.last])


def unwrap(lines: tuple[str, ...]) -> str:
    """Join wrapped lines: the white space around each line goes, nothing else changes."""
    return "".join(line.strip() for line in lines)
