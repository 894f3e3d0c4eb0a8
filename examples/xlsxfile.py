"""Write a grid of boxes as a workbook or as CSV, the same bytes every time."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from formgrid import Box, Grid
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from wrapping import wrap

WRITTEN = datetime(2024, 4, 1)  # when all fixtures say that they were written
GREY = PatternFill("solid", start_color="DDDDDD")
POINTS = 10
CELLS_PER_WIDTH = 1.08  # half-width cells at 10 points that fit into one unit of column width
LINE_HEIGHT, LEAST_HEIGHT = 12.0, 17.0


@dataclass(frozen=True)
class Print:
    """How a workbook is drawn: font, kind of rules, and height of its paper (A4 unless told)."""

    font: str = "IPAGothic"
    border: str = "thin"
    paper: str | None = None


def xlsx_bytes(grid: Grid, look: Print = Print()) -> bytes:
    """Return the workbook of a grid."""
    book = Workbook()
    book.properties.creator = "結野市（架空）"
    book.properties.created = WRITTEN
    sheet = book.active
    sheet.title = grid.name
    _page(sheet, grid, look)
    for box in grid.boxes:
        _draw(sheet, box, look)
    for row, height in _heights(grid).items():
        sheet.row_dimensions[row + 1].height = height
    stream = io.BytesIO()
    book.save(stream)
    return dated(stream.getvalue())


def csv_text(grid: Grid) -> str:
    """Return the grid as Excel exports it: a merged range gives its first cell, numbers as shown."""
    height = max(box.row + box.rows for box in grid.boxes)
    table = [[""] * len(grid.widths) for _ in range(height)]
    for box in grid.boxes:
        table[box.row][box.columns[0]] = shown(box)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(table)
    return stream.getvalue()


def shown(box: Box) -> str:
    """Return the value of a box as its number format shows it."""
    if isinstance(box.value, int | float) and box.format != "General":
        places = len(box.format.partition(".")[2].rstrip("%"))
        kind = "%" if box.format.endswith("%") else "f"
        return f"{box.value:{',' if ',' in box.format else ''}.{places}{kind}}"
    return "" if box.value is None else str(box.value)


def dated(data: bytes) -> bytes:
    """Return a zipped file with the date of all fixtures on each member and in its properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6])
            info.compress_type = member.compress_type
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                start, _, rest = content.partition(b"<dcterms:modified")
                _, _, end = rest.partition(b"</dcterms:modified>")
                content = start + end
            new.writestr(info, content)
    return stream.getvalue()


def _page(sheet: Worksheet, grid: Grid, look: Print) -> None:
    """Set A4 landscape, one page wide, and the rows that begin a page."""
    for number, width in enumerate(grid.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.4
    if look.paper:  # a landscape page's height is the width of its paper
        sheet.page_setup.paperSize = None
        sheet.page_setup.paperWidth, sheet.page_setup.paperHeight = look.paper, "297mm"
    for row in grid.page_rows:
        sheet.row_breaks.append(Break(id=row))


def _draw(sheet: Worksheet, box: Box, look: Print) -> None:
    first, last = box.columns
    cell = sheet.cell(box.row + 1, first + 1, box.value)
    middle = box.look in {"title", "header", "number"}
    cell.font = Font(name=look.font, size=14 if box.look == "title" else POINTS, bold=box.look in BOLD)
    cell.alignment = Alignment(
        horizontal="center" if middle else None, vertical="center" if middle else "top", wrap_text=True
    )
    cell.number_format = box.format
    lined = box.look not in {"title", "plain"} and not (box.look == "heading" and first == 0)
    for row in range(box.row + 1, box.row + box.rows + 1):
        for column in range(first + 1, last + 2):
            each = sheet.cell(row, column)
            if lined:
                each.border = Border(**dict.fromkeys(("left", "right", "top", "bottom"), Side(look.border)))
            if box.look == "header":
                each.fill = GREY
    if box.rows > 1 or last > first:
        sheet.merge_cells(None, box.row + 1, first + 1, box.row + box.rows, last + 1)


BOLD = {"title", "heading", "header"}


def _heights(grid: Grid) -> dict[int, float]:
    """Return the height of each row in points; a program does not widen merged cells by itself."""
    heights: dict[int, float] = {}
    for box in grid.boxes:
        width = int(sum(grid.widths[box.columns[0] : box.columns[1] + 1]) * CELLS_PER_WIDTH) - 2
        lines = sum(len(wrap(line, width)) for line in shown(box).split("\n"))
        height = (lines * LINE_HEIGHT + 5 + (8 if box.look == "title" else 0)) / box.rows
        for row in range(box.row, box.row + box.rows):
            heights[row] = max(heights.get(row, 0.0), LEAST_HEIGHT, float(ceil(height)))
    return heights
