"""Convert the example city's workbooks with LibreOffice: XLS, ODS, and PDF as a city prints them.

    python examples/printouts.py            write *.xls, *.ods, *.pdf in tests/fixtures/yuino/ and heldout/
    python examples/printouts.py heldout    only in tests/fixtures/heldout/

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
from make import COLLECTIONS, EXAMPLES, Collection, sources
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
WAYS = dict.fromkeys(("yuino-2024-kurashi-anshin", "yuino-2024-manabi-sodachi"), tuple(PRINTS))
HELD_OUT_WAYS = ("", ".cut")


def printed(each: Collection) -> Iterator[tuple[str, bytes]]:
    """Yield name (without ending) and workbook of each printout."""
    for name, source in sources(each.sources):
        for suffix in WAYS.get(name, ("",)) if each is EXAMPLES else HELD_OUT_WAYS:
            form, look = PRINTS[suffix]
            yield name + suffix, xlsx_bytes(narrative(source, form), look)


def kept(each: Collection) -> Iterator[tuple[str, bytes]]:
    """Yield name (without ending) and workbook of each sheet that is kept as a workbook."""
    for name, source in sources(each.sources):
        yield name, xlsx_bytes(narrative(source))


def convert(books: Iterable[tuple[str, bytes]], ending: str, target: Path) -> None:
    """Convert workbooks and put the results into a folder, with a fixed date."""
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
            (target / made.name).write_bytes(FIXED.get(ending, bytes)(made.read_bytes()))


def pdf_dated(data: bytes) -> bytes:
    """Return a PDF with the date of all fixtures and an identifier of zeros; no byte moves."""
    before, trailer, after = data.rpartition(b"\ntrailer")
    before = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", WRITTEN.strftime("%Y%m%d%H%M%S").encode(), before)
    return before + trailer + re.sub(rb"\b[0-9A-F]{32}\b", b"0" * 32, after)


FIXED = {"ods": dated, "pdf": pdf_dated}


def main(names: list[str]) -> None:
    """Write all files that LibreOffice makes, or those of the collections whose folders are named."""
    for each in COLLECTIONS:
        if names and each.fixtures.name not in names:
            continue
        each.fixtures.mkdir(parents=True, exist_ok=True)
        convert(printed(each), "pdf", each.fixtures)
        convert(kept(each), "ods", each.fixtures)
        convert(kept(each), "xls", each.fixtures)


if __name__ == "__main__":
    main(sys.argv[1:])
