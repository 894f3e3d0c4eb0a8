"""Files that want to do harm, or are broken: each is read right, or refused in one sentence in time."""

import io
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from core.errors import RefusedFile
from loaders.document import Document
from loaders.read import sandbox
from loaders.read.any import read_document

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
SENTENCE = "市民とともに、安心して暮らせるまちをつくります。"
BOMB = b"\x00" * 1024 * 1024


@dataclass(frozen=True)
class Case:
    """A file's name, how its bytes are made, and what comes of it: a key, or "" when it is read."""

    name: str
    data: Callable[..., bytes]
    key: str
    sees: str = ""


def zeros(mebibytes: int) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped,
        zipped.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(mebibytes):
            part.write(BOMB)
    return out.getvalue()


def blanks(mebibytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(mebibytes)) + packer.flush()


def lying(make) -> bytes:
    """A member of 4 MB that declares 10 bytes."""
    data = make.package({**make.xlsx_parts, "xl/worksheets/sheet1.xml": b"<a>" + b" " * 4_000_000})
    true, false = struct.pack("<L", 4_000_003), struct.pack("<L", 10)
    assert data.count(true) == 2
    return data.replace(true, false)


def workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    fill(book)
    book.save(out)
    return out.getvalue()


def formulas(book: openpyxl.Workbook) -> None:
    book.active["A1"] = "=1+1"


def formula_and_text(book: openpyxl.Workbook) -> None:
    book.active.append(["合計", "=1+1"])


def external(make) -> bytes:
    link = (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
        "</externalLink>"
    )
    return make.xlsx(
        f"<row>{make.cell('A1', SENTENCE)}</row>", more={"xl/externalLinks/externalLink1.xml": link}
    )


def compound(*streams: str) -> bytes:
    names = b"".join(f"{name}\x00".encode("utf-16-le").ljust(128, b"\x00") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + names


def picture(make) -> bytes:
    image = make.stream(
        b"\x00",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    return make.pdf([b"q 600 0 0 800 0 0 cm /I Do Q"], resources="/XObject << /I 8 0 R >>", more={8: image})


def encrypted_pdf(make) -> bytes:
    key = "00" * 32
    return make.pdf(
        [make.text(50, 50, SENTENCE)],
        trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>",
    )


def deflated(make, content: bytes) -> bytes:
    return make.pdf([zlib.compress(content, 9)], filters="/Filter /FlateDecode")


def printed(make, words: str) -> bytes:
    rows = [words[at : at + 40] for at in range(0, len(words), 40)]
    return make.pdf([b"".join(make.text(50, 50 + 14 * i, row) for i, row in enumerate(rows))])


def cut(root: Path, kind: str) -> bytes:
    data = (root / f"tests/fixtures/yuino/yuino-2024-kurashi-anshin.{kind}").read_bytes()
    return data[: len(data) // 2]


def form_in_itself(make) -> bytes:
    form = make.stream(
        b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 8 0 R >> >>"
    )
    page = make.text(50, 50, SENTENCE) + b"/X Do"
    return make.pdf([page], resources="/XObject << /X 8 0 R >>", more={8: form})


def pages_in_themselves(make) -> bytes:
    return make.build(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"}
    )


def endless_xref(make) -> bytes:
    data = make.pdf([make.text(50, 50, SENTENCE)])
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    return data.replace(b"/Size", b"/Prev %d /Size" % start)


def many_pages(make, count: int) -> bytes:
    return make.pdf([make.text(50, 50, "頁")] * count)


def ods_rows(make, rows: int, columns: int) -> bytes:
    return make.ods(
        make.ods_table(
            f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
            f'table:number-columns-repeated="{columns}"><text:p>あ</text:p></table:table-cell></table:table-row>'
        )
    )


WORDS_4 = "".join(char * 4 for char in SENTENCE)
KANJI = "水道部局令和年度目標実績課題方向性総合計画基本政策重点事業地域安全防災福祉教育環境" * 6

CASES = {
    "zip bomb": Case("a.xlsx", lambda make, root: zeros(120), "package-too-large"),
    "zip bomb by ratio": Case("a.xlsx", lambda make, root: zeros(8), "package-too-large"),
    "zip that lies about its sizes": Case("a.xlsx", lambda make, root: lying(make), "file-damaged"),
    "zip of many parts": Case(
        "a.xlsx", lambda make, root: make.package({f"xl/{i}": "" for i in range(2001)}), "package-too-large"
    ),
    "nested zip": Case(
        "a.zip", lambda make, root: make.package({"b.zip": make.package({"c.zip": zeros(2)})}), "file-archive"
    ),
    "zip of nothing": Case("a.zip", lambda make, root: make.package({}), "file-archive"),
    "declared 17 billion cells": Case(
        "a.xlsx",
        lambda make, root: make.xlsx(
            f"<row>{make.cell('A1', SENTENCE)}</row>", before='<dimension ref="A1:XFD1048576"/>'
        ),
        "",
        SENTENCE,
    ),
    "first and last cell": Case(
        "a.xlsx",
        lambda make, root: make.xlsx(
            f"<row r='1'>{make.cell('A1', '始')}</row><row r='1048576'>{make.cell('XFD1048576', '終')}</row>"
        ),
        "",
        "終",
    ),
    "17 billion merged cells": Case(
        "a.xlsx",
        lambda make, root: make.xlsx(
            f"<row>{make.cell('A1', '始')}</row>",
            after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "table-too-many-cells",
    ),
    "a million formatted cells": Case(
        "a.xlsx",
        lambda make, root: make.xlsx("".join(f'<row r="{i}"><c r="A{i}"/></row>' for i in range(1, 250_000))),
        "table-too-many-cells",
    ),
    "17 billion repeated cells": Case(
        "a.ods", lambda make, root: ods_rows(make, 1048576, 16384), "table-too-many-cells"
    ),
    "a cell repeated for ever": Case(
        "a.ods", lambda make, root: ods_rows(make, 1, 10**12), "table-too-many-cells"
    ),
    "billion laughs": Case(
        "a.xlsx",
        lambda make, root: make.xlsx("<row><c><v>&i;</v></c></row>", head=LAUGHS),
        "package-entities",
    ),
    "billion laughs in UTF-16": Case(
        "a.xlsx",
        lambda make, root: make.xlsx("", more={"xl/styles.xml": f"{LAUGHS}<x>&i;</x>".encode("utf-16")}),
        "package-entities",
    ),
    "billion laughs in a DOCX": Case(
        "a.docx",
        lambda make, root: make.package({"word/document.xml": f"{LAUGHS}<x>&i;</x>"}),
        "package-entities",
    ),
    "a file as an entity": Case(
        "a.ods",
        lambda make, root: make.ods('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
        "package-entities",
    ),
    "DOCX": Case("a.docx", lambda make, root: make.package({"word/document.xml": "<x/>"}), "file-kind"),
    "deep XML": Case(
        "a.xlsx", lambda make, root: make.xlsx("<row>" * 50_000 + "</row>" * 50_000), "file-empty"
    ),
    "broken XML": Case("a.xlsx", lambda make, root: make.xlsx("<row><c></row>"), "file-damaged"),
    "XLSX without its parts": Case(
        "a.xlsx", lambda make, root: make.package({"xl/workbook.xml": "<workbook/>"}), "file-damaged"
    ),
    "cut XLSX": Case("a.xlsx", lambda make, root: cut(root, "xlsx"), "file-damaged"),
    "cut XLS": Case("a.xls", lambda make, root: cut(root, "xls"), "file-damaged"),
    "cut ODS": Case("a.ods", lambda make, root: cut(root, "ods"), "file-damaged"),
    "cut PDF": Case("a.pdf", lambda make, root: cut(root, "pdf"), "file-damaged"),
    "formulas never calculated": Case("a.xlsx", lambda make, root: workbook(formulas), "file-empty"),
    "a formula never calculated": Case("a.xlsx", lambda make, root: workbook(formula_and_text), "", "合計"),
    "external links": Case("a.xlsx", lambda make, root: external(make), "", SENTENCE),
    "macros": Case(
        "a.xlsm",
        lambda make, root: make.xlsx(
            f"<row>{make.cell('A1', SENTENCE)}</row>", more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
        ),
        "",
        SENTENCE,
    ),
    "XLSX with a password": Case(
        "a.xlsx", lambda make, root: compound("EncryptedPackage", "EncryptionInfo"), "file-encrypted"
    ),
    "DOC": Case("a.xls", lambda make, root: compound("WordDocument"), "file-kind"),
    "XLS of noise": Case("a.xls", lambda make, root: compound("Workbook") + b"\xff" * 4096, "file-damaged"),
    "compound file of nothing": Case("a.xls", lambda make, root: compound("Data"), "file-damaged"),
    "PDF with a password": Case("a.pdf", lambda make, root: encrypted_pdf(make), "file-encrypted"),
    "scanned PDF": Case("a.pdf", lambda make, root: picture(make), "pdf-scan"),
    "PDF of lines": Case("a.pdf", lambda make, root: make.pdf([b"0 0 m 9 9 l S"]), "pdf-no-text"),
    "PDF of no pages": Case("a.pdf", lambda make, root: make.pdf([]), "pdf-no-pages"),
    "PDF of many pages": Case("a.pdf", lambda make, root: many_pages(make, 201), "pdf-too-many-pages"),
    "PDF whose pages hold themselves": Case(
        "a.pdf", lambda make, root: pages_in_themselves(make), "pdf-no-pages"
    ),
    "PDF whose form holds itself": Case("a.pdf", lambda make, root: form_in_itself(make), "", SENTENCE),
    "PDF whose table of objects has no end": Case(
        "a.pdf", lambda make, root: endless_xref(make), "file-damaged"
    ),
    "2 million characters": Case(
        "a.pdf",
        lambda make, root: deflated(make, b"BT /F 1 Tf " + b"<3042304230423042> Tj " * 500_000),
        "pdf-too-many-characters",
    ),
    "PDF that unpacks to 1 GB": Case(
        "a.pdf",
        lambda make, root: make.pdf(
            [zlib.compress(blanks(1024), 9)], filters="/Filter [/FlateDecode /FlateDecode]"
        ),
        "file-needs-memory",
    ),
    "PDF of deep arrays": Case(
        "a.pdf", lambda make, root: make.pdf([b"[" * 100_000 + make.text(50, 50, SENTENCE)]), "pdf-no-text"
    ),
    "mojibake": Case(
        "a.pdf",
        lambda make, root: printed(make, (SENTENCE * 3).encode().decode("cp1252", "replace")),
        "pdf-unreadable-characters",
    ),
    "private characters": Case(
        "a.pdf",
        lambda make, root: printed(make, "".join(map(chr, range(0xE000, 0xE040)))),
        "pdf-unreadable-characters",
    ),
    "every character four times": Case(
        "a.pdf", lambda make, root: printed(make, WORDS_4), "pdf-repeated-characters"
    ),
    "every character four times in one place": Case(
        "a.pdf",
        lambda make, root: make.pdf([b"".join(make.text(50 + i / 4, 50, SENTENCE) for i in range(4))]),
        "",
        SENTENCE,
    ),
    "lost kana": Case("a.pdf", lambda make, root: printed(make, KANJI), "pdf-lost-kana"),
    "PNG called PDF": Case("a.pdf", lambda make, root: b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "file-kind"),
    "JPEG called XLSX": Case("a.xlsx", lambda make, root: b"\xff\xd8\xff\xe0" + b"\x00" * 99, "file-kind"),
    "HTML called XLS": Case("a.xls", lambda make, root: b"<html><table><tr><td>1", "file-markup"),
    "XLSX called XLS": Case(
        "a.xls", lambda make, root: make.xlsx(f"<row>{make.cell('A1', SENTENCE)}</row>"), "", SENTENCE
    ),
    "CSV called XLSX": Case(
        "a.xlsx", lambda make, root: f"部,課\n{SENTENCE},一\n二,三\n".encode(), "", SENTENCE
    ),
    "PDF called CSV": Case("a.csv", lambda make, root: printed(make, SENTENCE), "", SENTENCE),
    "nothing": Case("a.xlsx", lambda make, root: b"", "file-empty"),
    "NULs": Case("a.csv", lambda make, root: b"a,b\n\x00\x00,1\n", "file-binary"),
    "UTF-16": Case(
        "a.csv", lambda make, root: f"部\t課\r\n{SENTENCE}\t一\r\n".encode("utf-16"), "", SENTENCE
    ),
    "UTF-16 without a mark": Case(
        "a.csv", lambda make, root: "部,課\n".encode("utf-16-le") * 9 + b"\x00", "file-binary"
    ),
    "one line of 15 MB": Case("a.txt", lambda make, root: SENTENCE.encode() * 200_000, "", SENTENCE),
    "one field of 15 MB": Case(
        "a.csv", lambda make, root: b'a,"' + SENTENCE.encode() * 200_000 + b'"\n', "", SENTENCE
    ),
    "quotes without end": Case("a.csv", lambda make, root: b'a,b\n1,"' + b'""' * 1_000_000, "table-quotes"),
    "a million columns": Case("a.csv", lambda make, root: b"a," * 1_000_000, "table-too-wide"),
    "a million cells": Case("a.csv", lambda make, root: b"a,b,c,d\n" * 250_000, "table-too-many-cells"),
    "a name with a line end": Case("a\nb.csv", lambda make, root: b"a,b\n", "file-name-unshowable"),
    "a name that runs backwards": Case("a\u202efdp.csv", lambda make, root: b"a,b\n", "file-name-unshowable"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_read_or_refused(case: Case, make, root: Path) -> None:
    data = case.data(make, root)
    started = time.monotonic()
    outcome = read(data, case.name)
    assert time.monotonic() - started < 10
    if isinstance(outcome, RefusedFile):
        assert outcome.key == case.key, outcome
        for language in ("ja", "en"):
            assert "\n" not in outcome.text(language)
            assert "Traceback" not in outcome.text(language)
            assert outcome.text(language).startswith(case.name[0])
    else:
        assert case.key == ""
        assert case.sees in "".join(outcome.lines)


def read(data: bytes, name: str) -> Document | RefusedFile:
    try:
        return read_document(data, name)
    except RefusedFile as error:
        return error


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process reliably")
def test_no_child_can_take_more_than_500_mb(make) -> None:
    read(make.xlsx(f"<row>{make.cell('A1', SENTENCE)}</row>"), "a.xlsx")
    limits = Path(f"/proc/{sandbox._children[0]._process.pid}/limits").read_text(encoding="ascii")
    allowed = next(line for line in limits.splitlines() if line.startswith("Max address space"))
    assert int(allowed.split()[3]) <= 500_000_000


def test_a_file_that_takes_too_long_is_given_up(make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1.0)
    data = deflated(make, b"0 0 m 1 1 l S\n" * 400_000)
    started = time.monotonic()
    outcome = read(data, "a.pdf")
    assert isinstance(outcome, RefusedFile)
    assert outcome.key == "file-too-slow"
    assert time.monotonic() - started < 5
