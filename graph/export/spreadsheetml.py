"""The parts of a workbook as Office Open XML wants them, written row by row and without a date.

A library that makes workbooks keeps all of one in memory and takes five times as long; the tables
need text, numbers and a bold heading.
"""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_CHARACTERS = 32_767
_LETTERS = 26

CORE = "docProps/core.xml"

STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_SHEETS}"><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Two styles: 0 is plain, 1 is bold."""

SHEET_END = "</sheetData></worksheet>"


def parts(sheets: Sequence[str], title: str) -> dict[str, str]:
    """Return every part of a workbook but its sheets, by name; `sheets` are their titles."""
    return {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations(
            [(f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"), (_CORE_PROPERTIES, CORE)]
        ),
        CORE: (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{text(title)}</dc:title></cp:coreProperties>'
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *((f"{_OFFICE}/relationships/worksheet", _sheet(each)) for each in _numbers(len(sheets))),
                (f"{_OFFICE}/relationships/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": STYLES,
    }


def sheet_name(number: int) -> str:
    """Return the name of the part that holds the rows of a sheet, counted from 1."""
    return f"xl/{_sheet(number)}"


def sheet_start(*, frozen: bool) -> str:
    """Return what stands before the rows; `frozen` keeps the first one in sight."""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{_HEAD}<worksheet xmlns="{_SHEETS}">{views}<sheetData>'


def row(number: int, cells: Iterable[tuple[str, bool]], *, bold: bool = False) -> str:
    """Return a row of cells, each a text and whether it is a number; an empty one is left out."""
    style = ' s="1"' if bold else ""
    written = (
        f'<c r="{_column(index)}{number}"{style}><v>{value}</v></c>'
        if is_number
        else f'<c r="{_column(index)}{number}"{style} t="inlineStr">'
        f'<is><t xml:space="preserve">{text(value)}</t></is></c>'
        for index, (value, is_number) in enumerate(cells)
        if value
    )
    return f'<row r="{number}">{"".join(written)}</row>'


def text(value: str) -> str:
    """Return a text for XML, without what XML cannot hold and no longer than a cell may be."""
    return escape(_NOT_IN_XML.sub("", value)[:_MOST_CHARACTERS], {"\r": "&#13;"})


_CORE_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _sheet(number: int) -> str:
    return f"worksheets/sheet{number}.xml"


def _column(index: int) -> str:
    """Return the letters of a column: A, B … Z, AA."""
    before, last = divmod(index, _LETTERS)
    return (_column(before - 1) if before else "") + chr(ord("A") + last)


def _content_types(count: int) -> str:
    kinds = {
        "/xl/workbook.xml": f"{_TYPES}.sheet.main+xml",
        "/xl/styles.xml": f"{_TYPES}.styles+xml",
        f"/{CORE}": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/{sheet_name(each)}": f"{_TYPES}.worksheet+xml" for each in _numbers(count)},
    }
    overrides = (f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    written = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(written)}</Relationships>'


def _workbook(sheets: Sequence[str]) -> str:
    written = (
        f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}/relationships">'
        f"<sheets>{''.join(written)}</sheets></workbook>"
    )
