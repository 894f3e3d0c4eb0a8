"""Lines between two heads become items: marker, wrapped lines, sub-items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from loaders.document import Span
from loaders.forms.lines import Line
from loaders.language.codes import Code, codes
from loaders.language.markers import Marker, MarkerKind, inner_markers, marker
from loaders.language.wrap import column_width, ends_sentence, is_finished, is_soft_end

_DOTS = ("・", "･")
_FORM_WORDS = ("furniture", "measures", "policies")
# 【応急給水】 heads what follows; it continues nothing. A tag is as short as 【新規】.
_BRACKET_HEADING = re.compile(r"[【《＜<][^】》＞>]{3,}[】》＞>]")
# 実績 and 方針 are words of sentences too; 「No」 and the long headings are not.
_SHORT = 4
_LOOK_BACK = 30
"""Items that are looked at for the width of their column."""


@dataclass(slots=True)
class Raw:
    """An item as it is being read; a "lead" is a paragraph without marker."""

    kind: MarkerKind | Literal["lead"]
    number: int
    marker_length: int
    gap: bool
    pieces: list[tuple[int, str]] = field(default_factory=list)
    children: list["Raw"] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The text with its marker, line wraps removed; children excluded."""
        return "".join(text for _, text in self.pieces)

    @property
    def body(self) -> str:
        """The text behind the marker."""
        return self.printed[self.marker_length :].strip()

    @property
    def span(self) -> Span:
        """The lines of its own text; children excluded."""
        return Span(self.pieces[0][0], self.pieces[-1][0])

    def walk(self) -> Iterator["Raw"]:
        """Yield itself and everything under it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Zone:
    """What stands between two heads.

    `codes` are (how many items stand before, code, line); `orphans` are lines that continue nothing;
    `numbers` are lone numbers inside an item, taken for page numbers.
    """

    tops: list[Raw] = field(default_factory=list)
    codes: list[tuple[int, Code, Span]] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    orphans: list[Line] = field(default_factory=list)
    numbers: list[Line] = field(default_factory=list)


def read_zone(lines: Sequence[Line], *, paragraphs: bool) -> Zone:
    """Return the items of a zone. With `paragraphs`, text without marker makes items of its own."""
    reader = _ZoneReader(paragraphs)
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        reader.read(line, before, after)
    return reader.zone


class _ZoneReader:
    """Keeps the open item at each level while lines come in."""

    def __init__(self, paragraphs: bool) -> None:
        self.zone = Zone()
        self.paragraphs = paragraphs
        self.open: Raw | None = None
        self.circled: Raw | None = None
        self.broken = False

    def read(self, line: Line, before: Line | None, after: Line | None) -> None:
        if line.kind == "item" and line.marker and self._accepts(line, line.marker):
            self._begin(line, line.marker, line.text)
        elif line.kind == "number":
            # A lone number here is no row's. It is a page number, for a wrapped line would be full.
            if self._inside(line, before, after):
                self.zone.numbers.append(line)
            self.zone.furniture.append(line)
            self._break()
        elif line.kind in _FORM_WORDS and not self._inside(line, before, after):
            self.zone.furniture.append(line)
            self._break()
        elif line.kind == "codes":
            self.zone.codes += [(len(self.zone.tops), code, line.span) for code in codes(line.text)]
            self._break()
        else:
            self._text(line)

    def _break(self) -> None:
        self.broken = True

    def _inside(self, line: Line, before: Line | None, after: Line | None) -> bool:
        """Tell whether a word of the form stands alone in the middle of an unfinished item."""
        word = line.kind != "furniture" or (len(line.text) <= _SHORT and not line.text.isascii())
        open_text = self.open is not None and not self.broken and not is_finished(self.open.printed)
        beside = before is not None and before.kind in ("item", "text") and not line.gap
        goes_on = after is None or after.kind == "item" or (after.kind == "text" and not after.gap)
        return word and open_text and beside and goes_on

    def _accepts(self, line: Line, begins: Marker) -> bool:
        """Refuse a bracketed number that a wrap brought to the start of a line."""
        top = self.zone.tops[-1] if self.zone.tops else None
        if begins.kind != "paren" or top is None or begins.number in (1, top.number + 1) or line.gap:
            return True
        return top.kind != "paren" or self.open is None or ends_sentence(self.open.printed)

    def _begin(self, line: Line, begins: Marker, text: str) -> None:
        top = self.zone.tops[-1] if self.zone.tops else None
        if begins.kind == "dot" and self._heads_block(top, line):
            begins = replace(begins, kind="bullet")
        item = Raw(begins.kind, begins.number, begins.length, line.gap or self.broken)
        # A sub-item whose own item was lost, or that begins anew behind a blank line, hangs on nothing.
        lost = self.open is None or (line.gap and not self.broken and begins.number == 1)
        begins_block = top is None or (lost and not (begins.kind == "dot" and self.circled))
        alike = top is not None and top.kind == begins.kind
        if top is not None and begins.kind == "bullet" and _is_heading(top, line):
            top.children.append(item)
        elif begins.kind in ("bullet", "paren") or begins_block or alike:
            self.zone.tops.append(item)
            self.circled = None
        elif begins.kind == "dot" and self.circled is not None:
            self.circled.children.append(item)
        elif top is not None:
            top.children.append(item)
        if begins.kind == "circled":
            self.circled = item
        self.open, self.broken = item, False
        self._add(line, text)

    def _heads_block(self, top: Raw | None, line: Line) -> bool:
        """Tell whether ・ is the bullet of its block, not of a sub-item.

        It is where nothing stands above it, where the block began so, and behind a blank line that
        parts it from bullets of another shape.
        """
        if top is None or top.kind == "lead" or self.open is None:
            return True
        if top.printed[:1] in _DOTS:
            return not line.indented
        return top.kind == "bullet" and line.gap and not top.children

    def _text(self, line: Line) -> None:
        if self.open is not None and self._continues(self.open, line):
            self.broken = False
            self._add(line, line.text)
        elif self.paragraphs:
            self.open = Raw("lead", 0, 0, line.gap or self.broken)
            self.zone.tops.append(self.open)
            self.circled, self.broken = None, False
            self._add(line, line.text)
        else:
            self.open = self.circled = None
            self.zone.orphans.append(line)

    def _continues(self, item: Raw, line: Line) -> bool:
        """Tell whether a line without marker goes on with the open item."""
        last = item.pieces[-1][1]
        if _BRACKET_HEADING.fullmatch(line.text):
            return False
        if line.gap or self.broken:
            return is_soft_end(last, line.text, self._width(proven=False)) and not ends_sentence(last)
        if not self.paragraphs or not ends_sentence(last):
            # In a row a new paragraph still belongs to its item; before the rows it is the lead.
            return True
        width = self._width(proven=True)
        return width > 0 and is_soft_end(last, line.text, width)

    def _width(self, *, proven: bool) -> int:
        """Return the width of the column of the open item: of lines that were wrapped, or of any."""
        kind = self.zone.tops[-1].kind
        texts: list[str] = []
        for top in reversed(self.zone.tops[-_LOOK_BACK:]):
            if top.kind != kind:
                break
            for raw in top.walk():
                texts += [text for _, text in (raw.pieces[:-1] if proven else raw.pieces)]
            if top.number == 1:
                break
        return column_width(texts)

    def _add(self, line: Line, text: str) -> None:
        """Add text to the open item; a circled number inside it that is the next begins an item."""
        position = self._next_circled(text)
        if position:
            self._append(line, text[:position])
            begins = marker(text[position:])
            if begins is not None:
                self._begin(line, begins, text[position:])
            return
        self._append(line, text)

    def _append(self, line: Line, text: str) -> None:
        if self.open is not None:
            self.open.pieces.append((line.number, text.strip()))

    def _next_circled(self, text: str) -> int | None:
        if self.circled is None:
            return None
        expected = self.circled.number + 1
        return next((position for position, number in inner_markers(text) if number == expected), None)


def _is_heading(top: Raw, line: Line) -> bool:
    """Tell whether a bracketed number heads the bullets behind it: （１）施設 / 〇…."""
    if top.kind != "paren" or line.gap:
        return False
    if top.children:
        return all(child.kind == "bullet" for child in top.children)
    return not ends_sentence(top.printed)
