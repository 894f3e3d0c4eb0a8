"""Small PDFs and packages, made by code."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pytest

from loaders.document import Cell, Document

# A font whose character codes are UTF-16: what is written is what is read.
TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def stream(content: bytes, extra: str = "") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(content), extra.encode(), content)


def build(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """Return the bytes of a PDF with these objects; number 1 is its root."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\n" % (size, trailer.encode()))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def pdf(
    contents: Sequence[bytes],
    *,
    extra: str = "",
    resources: str = "",
    filters: str = "",
    more: Mapping[int, bytes] | None = None,
    trailer: str = "",
) -> bytes:
    """Return a PDF with one page of 600 by 800 points for each content stream."""
    font = "/Font << /F 4 0 R >>"
    first = 10
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(contents)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        4: b"<< /Type /Font /Subtype /Type0 /BaseFont /U /Encoding /Identity-H"
        b" /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        5: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /U /DW 1000 /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        6: stream(TO_UNICODE.encode()),
        7: b"<< /Type /FontDescriptor /FontName /U /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880] >>",
        **(more or {}),
    }
    for i, content in enumerate(contents):
        number = first + 2 * i
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {extra}"
            f" /Resources << {font} {resources} >> /Contents {number + 1} 0 R >>"
        ).encode()
        objects[number + 1] = stream(content, filters)
    return build(objects, trailer)


def text(x: float, y: float, words: str, size: float = 10) -> bytes:
    """Write words with their first baseline at x, y from the *top* left."""
    return f"BT /F {size} Tf {x} {800 - y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n".encode()


def rules(*lines: tuple[float, float, float, float]) -> bytes:
    """Draw lines from x, y to x, y, from the top left."""
    return "".join(f"{a} {800 - b} m {c} {800 - d} l S\n" for a, b, c, d in lines).encode()


def package(parts: Mapping[str, bytes | str], *, stored: Sequence[str] = ()) -> bytes:
    """Return a ZIP package with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, part in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name)
            info.compress_type = kind
            zipped.writestr(info, part)
    return out.getvalue()


XLSX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships "
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def cell(where: str, words: str) -> str:
    return f'<c r="{where}" t="inlineStr"><is><t>{words}</t></is></c>'


def xlsx(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    head: str = "",
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Return a workbook whose only sheet has these XML rows."""
    sheet = (
        f'{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    return package({**XLSX, "xl/worksheets/sheet1.xml": sheet, **(more or {})})


def ods(content: str) -> bytes:
    """Return an ODS with this content.xml."""
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": '<m xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        },
        stored=("mimetype",),
    )


def ods_table(rows: str) -> str:
    rooms = " ".join(
        f'xmlns:{room}="urn:oasis:names:tc:opendocument:xmlns:{room}:1.0"'
        for room in ("office", "table", "text", "style")
    )
    return (
        f"<office:document-content {rooms}><office:automatic-styles>"
        '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


class Make:
    """What tests make files with."""

    build = staticmethod(build)
    stream = staticmethod(stream)
    pdf = staticmethod(pdf)
    text = staticmethod(text)
    rules = staticmethod(rules)
    package = staticmethod(package)
    xlsx = staticmethod(xlsx)
    xlsx_parts = XLSX
    cell = staticmethod(cell)
    ods = staticmethod(ods)
    ods_table = staticmethod(ods_table)


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture(scope="session")
def words() -> Callable[[Document, Cell], str]:
    """Return the text of a cell."""

    def of(document: Document, cell: Cell) -> str:
        return "\n".join(document.lines[cell.span.first - 1 : cell.span.last]) if cell.span else ""

    return of
