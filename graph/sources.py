"""The lines of a loaded file, as they may be shown: people's names blacked out."""

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from loaders.document import Document, Encoding, Place, unwrap
from loaders.sheet import Extraction, LineUse


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file, line by line. `uses` says of each line what became of it; `sheet` is an IRI.

    Of a table, `cells` has for each line the address of its cell, and `pages` its page (None where
    there is none); of a text both are empty.
    """

    name: str
    sha256: str
    size: int
    media_type: str
    encoding: Encoding
    sheet: str
    lines: tuple[str, ...]
    uses: tuple[LineUse, ...]
    cells: tuple[str | None, ...] = ()
    pages: tuple[int | None, ...] = ()

    def quote_stands(self, quote: str, first: int, last: int) -> bool:
        """Tell whether `quote` stands in the lines `first` to `last` (1-based), wraps removed.

        Page furniture that stands between two lines of a text is no part of it.
        """
        if not 1 <= first <= last <= len(self.lines):
            return False
        lines, uses = self.lines[first - 1 : last], self.uses[first - 1 : last]
        used = tuple(line for line, use in zip(lines, uses, strict=True) if use == "used")
        return quote in unwrap(lines) or quote in unwrap(used)

    def as_json(self) -> bytes:
        """Return the file that the release holds."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0, sort_keys=True).encode("utf-8")


_SOURCE = TypeAdapter(SourceText)


def source_of(extraction: Extraction, sheet: str) -> SourceText:
    """Return the lines of one extraction."""
    file = extraction.document.file
    places = _places(extraction.document)
    return SourceText(
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        encoding=extraction.document.encoding,
        sheet=sheet,
        lines=extraction.document.lines,
        uses=extraction.sheet.lines,
        cells=tuple("!".join(filter(None, (place.sheet, place.cell))) or None for place in places),
        pages=tuple(place.page for place in places),
    )


def _places(document: Document) -> list[Place]:
    """Return the place of each line of a table; none for a text."""
    if not document.cells:
        return []
    places = [Place()] * len(document.lines)
    for cell in document.cells:
        if cell.span is not None:
            for number in range(cell.span.first, cell.span.last + 1):
                places[number - 1] = cell.place
    return places


def parse_source(data: bytes) -> SourceText:
    """Read what `as_json` wrote."""
    return _SOURCE.validate_json(data)
