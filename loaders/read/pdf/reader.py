"""Read a PDF."""

import io
from itertools import count

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from core.errors import RefusedFile
from loaders.document import Document, Encoding, Place, Remark
from loaders.read.drawn import Drawn, as_document, source_file
from loaders.read.pdf.breaks import join_page_breaks
from loaders.read.pdf.content import read_page
from loaders.read.pdf.layer import check
from loaders.read.pdf.layout import Placed, lay_out
from loaders.read.pdf.page import Page
from loaders.read.pdf.writing import without_doubles

MAX_PAGES = 200
_MOSTLY_PICTURE = 0.5


def read_pdf(data: bytes, name: str) -> Document:
    """Return the cells of a PDF, page by page. Raises `RefusedFile` for what cannot be trusted."""
    pages = _pages(data, name)
    doubled = 0
    for page in pages:
        single = without_doubles(page.chars)
        doubled += len(page.chars) - len(single)
        page.chars = single
    laid_out = [lay_out(page, number) for page, number in zip(pages, count(1), strict=False)]
    check(pages, [line for cells in laid_out for cell in cells for line in cell.lines], name)
    cells = [_drawn(cell) for page_cells in join_page_breaks(laid_out) for cell in page_cells]
    file = source_file(data, name, "application/pdf")
    return as_document(file, Encoding("pdf", "text-layer"), cells, _remarks(pages, doubled))


def _pages(data: bytes, name: str) -> list[Page]:
    resources = PDFResourceManager()
    found: list[Page] = []
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise RefusedFile("file-encrypted", file=name) from error
    for page in PDFPage.create_pages(document):
        if len(found) == MAX_PAGES:
            raise RefusedFile("pdf-too-many-pages", file=name, limit=MAX_PAGES)
        found.append(read_page(page, resources, name))
    if not found:
        raise RefusedFile("pdf-no-pages", file=name)
    return found


def _drawn(cell: Placed) -> Drawn:
    left, top, right, bottom = (round(edge, 2) for edge in cell.box)
    place = Place(page=cell.page, box=(left, top, right, bottom))
    text = "\n".join(cell.lines)
    return Drawn(cell.page - 1, cell.row, cell.column, cell.rows, cell.columns, text, place)


def _remarks(pages: list[Page], doubled: int) -> list[Remark]:
    remarks = [
        Remark("remark-page-without-text", (("page", str(number)),), Place(page=number))
        for number, page in enumerate(pages, 1)
        if not page.chars and page.images > _MOSTLY_PICTURE
    ]
    if doubled:
        remarks.append(Remark("remark-doubled-characters", (("count", str(doubled)),), Place()))
    return remarks
