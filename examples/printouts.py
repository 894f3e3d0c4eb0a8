"""Convert the example city's workbooks with LibreOffice: XLS, ODS, and PDF as a city prints them.

    python examples/printouts.py            write tests/fixtures/yuino/*.xls, *.ods, *.pdf

Needs `soffice` and the IPA fonts (Debian: libreoffice-calc-nogui fonts-ipafont-gothic
fonts-ipafont-mincho). The files are committed, so that tests need neither. Another version of
LibreOffice writes other bytes; run this only when a source or the form has changed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from formgrid import Form, narrative
from make import SOURCES
from workbooks import FIXTURES, sources
from xlsxfile import WRITTEN, Print, dated, xlsx_bytes

NORMAL, PAGED = Print(), Form(paged=True)
# All kinds of print for two sheets, the normal one for the others.
PRINTS = {
    "": (PAGED, NORMAL),
    ".hairline": (PAGED, replace(NORMAL, border="hair")),
    ".mincho": (PAGED, replace(NORMAL, font="IPAMincho")),
    # Boxes merged from many rows, on pages too low for them: the page ends in the middle of a box.
    ".cut": (replace(PAGED, deep=6), replace(NORMAL, paper="74mm")),
}
PRINTED_IN_ALL_WAYS = {"yuino-2024-kurashi-anshin", "yuino-2024-manabi-sodachi"}


def printed() -> Iterator[tuple[str, bytes]]:
    """Yield name (without ending) and workbook of each printout."""
    for name, source in sources(SOURCES):
        for suffix, (form, look) in PRINTS.items():
            if not suffix or name in PRINTED_IN_ALL_WAYS:
                yield name + suffix, xlsx_bytes(narrative(source, form), look)


def kept() -> Iterator[tuple[str, bytes]]:
    """Yield name (without ending) and workbook of each sheet that is kept as a workbook."""
    for name, source in sources(SOURCES):
        yield name, xlsx_bytes(narrative(source))


def convert(books: Iterable[tuple[str, bytes]], ending: str) -> None:
    """Convert workbooks and put the results among the fixtures, with a fixed date."""
    office = shutil.which("soffice")
    if office is None:
        sys.exit("LibreOffice がありません / LibreOffice is missing: apt install libreoffice-calc-nogui")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, data in books:
            path = Path(folder) / f"{name}.xlsx"
            path.write_bytes(data)
            paths.append(path)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        out = Path(folder) / "out"
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", out, *paths]
        subprocess.run(command, check=True, capture_output=True)
        for path in paths:
            made = (out / path.name).with_suffix(f".{ending}")
            (FIXTURES / made.name).write_bytes(FIXED.get(ending, bytes)(made.read_bytes()))


def pdf_dated(data: bytes) -> bytes:
    """Return a PDF with the date of all fixtures and an identifier of zeros; no byte moves."""
    before, trailer, after = data.rpartition(b"\ntrailer")
    before = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", WRITTEN.strftime("%Y%m%d%H%M%S").encode(), before)
    return before + trailer + re.sub(rb"\b[0-9A-F]{32}\b", b"0" * 32, after)


FIXED = {"ods": dated, "pdf": pdf_dated}


def main() -> None:
    """Write all files that LibreOffice makes."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    convert(printed(), "pdf")
    convert(kept(), "ods")
    convert(kept(), "xls")


if __name__ == "__main__":
    main()
