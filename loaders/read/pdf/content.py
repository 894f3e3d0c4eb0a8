"""Read what a page shows, with pdfminer, the engine of pdfplumber.

pdfplumber itself does not follow clipping. But where a text is longer than its cell, the file holds
all of it and clips what does not fit: without clipping it would be read into the cells around, and
twice where a row is cut by a page break.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTCurve
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect

from core.errors import RefusedFile
from loaders.read.pdf.page import Char, Page
from loaders.read.pdf.strokes import strokes

MAX_CHARS = 100_000
"""Characters on one page; a page of print has some thousands."""


class Collector(PDFLayoutAnalyzer):
    """Takes what the interpreter paints. `clip` is what can be seen, in pdfminer's coordinates."""

    def __init__(self, resources: PDFResourceManager, name: str) -> None:
        super().__init__(resources, laparams=None)
        self.page = Page()
        self.clip: Rect = (0, 0, 0, 0)
        self._name = name
        self._painted = 0  # characters, those that cannot be seen too
        self._origin: tuple[float, float] = (0, 0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin with what is inside both the paper and the crop box."""
        super().begin_page(page, ctm)
        media, crop = (apply_matrix_rect(ctm, box) for box in (page.mediabox, page.cropbox))
        self.clip = _common(media, crop)
        self._origin = (self.clip[0], self.clip[3])
        self.page = Page(self.clip[2] - self.clip[0], self.clip[3] - self.clip[1])

    def end_page(self, page: PDFPage) -> None:
        """Nothing is left to do; the analysis of the base class is not needed."""

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Forms are part of the page."""

    def end_figure(self, _: str) -> None:
        """Forms are part of the page."""

    def render_image(self, name: str, stream: object) -> None:  # noqa: ARG002  pdfminer's interface
        """Count how much of the page pictures cover."""
        left, bottom, right, top = _common(self.clip, apply_matrix_rect(self.ctm, (0, 0, 1, 1)))
        area = max(right - left, 0) * max(top - bottom, 0)
        self.page.images += area / max(self.page.width * self.page.height, 1)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep a character that can be seen, and tell how far it moves the next one."""
        self._painted += 1
        if self._painted > MAX_CHARS:
            raise RefusedFile("pdf-too-many-characters", file=self._name, limit=MAX_CHARS)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        width, shift = font.char_width(cid), font.char_disp(cid)
        item = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, ncs, graphicstate)
        if _inside(self.clip, (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2):
            self.page.chars.append(self._char(item, font.is_vertical()))
        return item.adv

    def paint_path(
        self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Keep the rules of a path, as far as they can be seen."""
        before = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        new = self.cur_item._objs[before:]
        del self.cur_item._objs[before:]
        left, top = self._origin
        for curve in new:
            if isinstance(curve, LTCurve):
                seen = _common(self.clip, curve.bbox)
                box = (seen[0] - left, top - seen[3], seen[2] - left, top - seen[1])
                points = [(x - left, top - y) for x, y in curve.pts]
                self.page.rules += strokes(curve, box, points)

    def _char(self, item: LTChar, vertical: bool) -> Char:
        left, top = self._origin
        box = (item.x0 - left, top - item.y1, item.x1 - left, top - item.y0)
        _, up, _, _, x, y = item.matrix
        x, y = x - left, top - y
        if vertical:
            return Char(item.get_text(), box, box[1], box[3], -(box[0] + box[2]) / 2, item.size, 1)
        if abs(up) <= abs(item.matrix[0]):
            return Char(item.get_text(), box, box[0], box[2], y, item.size, 0)
        if up > 0:
            return Char(item.get_text(), box, -box[3], -box[1], x, item.size, 2)
        return Char(item.get_text(), box, box[1], box[3], -x, item.size, 3)


class ClippingInterpreter(PDFPageInterpreter):
    """Follows the clipping path, as the bounding box of what it lets through."""

    device: Collector

    def init_state(self, ctm: Matrix) -> None:
        """Begin a page or a form."""
        super().init_state(ctm)
        self._clips: list[Rect] = []

    def do_q(self) -> None:
        """Remember the clipping."""
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802  the operator's name, by which pdfminer finds it
        """Return to the clipping that was remembered."""
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:  # noqa: N802  as above
        """Clip to the current path."""
        points = [apply_matrix_pt(self.ctm, point) for point in _points(self.curpath)]
        if points:
            across, up = zip(*points, strict=True)
            self.device.clip = _common(self.device.clip, (min(across), min(up), max(across), max(up)))

    def do_W_a(self) -> None:  # noqa: N802  as above
        """Clip to the current path, by the other rule of what is inside it."""
        self.do_W()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802  as above
        """Paint a form or picture; its clipping ends with it."""
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = clip


def read_page(page: PDFPage, resources: PDFResourceManager, name: str) -> Page:
    """Return what one page shows. Raises `RefusedFile` where it holds too much."""
    collector = Collector(resources, name)
    ClippingInterpreter(resources, collector).process_page(page)
    return collector.page


def _points(path: Iterable[PathSegment]) -> list[tuple[float, float]]:
    numbers = [segment[1:] for segment in path]
    return [(each[i], each[i + 1]) for each in numbers for i in range(0, len(each) - 1, 2)]


def _common(one: Rect, other: Rect) -> Rect:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _inside(box: Rect, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
