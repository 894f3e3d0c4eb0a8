"""How long it takes to read a page of a PDF, and how many cells of the sheet come out whole.

    python benchmarks/pages.py [FILE.pdf …] [--runs 3] [--json]

The peer is pdfplumber's `extract_tables` on the same bytes in the same run. A cell is found when its
text, white space aside, is that of a cell of the workbook of the same sheet, which stands beside the
PDF (`sheet.hairline.pdf` and `sheet.pdf` belong to `sheet.xlsx`). `guarded` is our reader in the
child process that `tsunagu` starts for every file.
"""

import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pdfplumber
from measure import ROOT, arguments, fastest
from openpyxl import load_workbook
from rich.console import Console
from rich.table import Table

from loaders.document import Document
from loaders.read.any import read_document
from loaders.read.pdf.reader import read_pdf

PRINTOUTS = tuple(sorted(ROOT.glob("tests/fixtures/*/*.pdf")))
COLUMNS = (
    *("file", "pages", "ms/page", "ms/page guarded", "ms/page peer", "ratio"),
    *("cells", "found", "by the peer"),
)


@dataclass(frozen=True)
class Pages:
    """One file, or several together: seconds of the fastest run, and cells found of those wanted."""

    file: str
    pages: int
    seconds: float
    guarded_seconds: float
    peer_seconds: float
    cells: int
    found: int
    peer_found: int

    def row(self) -> list[str]:
        """Return milliseconds a page, the time as a share of the peer's, and the recall of both."""
        times = (self.seconds, self.guarded_seconds, self.peer_seconds)
        return [
            self.file,
            str(self.pages),
            *(f"{1000 * seconds / self.pages:.1f}" for seconds in times),
            f"{self.seconds / self.peer_seconds:.2f}",
            str(self.cells),
            *(f"{found / self.cells:.1%}" for found in (self.found, self.peer_found)),
        ]

    def data(self) -> dict[str, object]:
        """Return the same for programs."""
        return asdict(self) | {
            "ms_per_page": 1000 * self.seconds / self.pages,
            "peer_ms_per_page": 1000 * self.peer_seconds / self.pages,
            "recall": self.found / self.cells,
            "peer_recall": self.peer_found / self.cells,
        }


def measure_file(path: Path, runs: int) -> Pages:
    """Measure one file; bytes are read from disk outside of it."""
    data = path.read_bytes()
    wanted = _texts(_workbook_cells(path.with_name(path.name.partition(".")[0] + ".xlsx")))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    return Pages(
        path.name,
        pages,
        fastest(lambda: read_pdf(data, path.name), runs),
        fastest(lambda: read_document(data, path.name), runs),
        fastest(lambda: _peer_cells(data), runs),
        wanted.total(),
        (wanted & _texts(_our_cells(read_pdf(data, path.name)))).total(),
        (wanted & _texts(_peer_cells(data))).total(),
    )


def _workbook_cells(path: Path) -> Iterable[str]:
    values = (cell.value for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return [str(value) for value in values if value is not None]


def _our_cells(document: Document) -> Iterable[str]:
    spans = (cell.span for cell in document.cells if cell.span is not None)
    return ["".join(document.lines[span.first - 1 : span.last]) for span in spans]


def _peer_cells(data: bytes) -> Iterable[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return [cell or "" for table in tables for row in table for cell in row]


def _texts(cells: Iterable[str]) -> Counter[str]:
    """Count texts without white space: a cell's wrapped lines are joined in any way."""
    return Counter(text for cell in cells if (text := "".join(cell.split())))


def _together(measured: Sequence[Pages]) -> Pages:
    rows = [asdict(each) for each in measured]
    return Pages("all", **{name: sum(row[name] for row in rows) for name in rows[0] if name != "file"})


def main() -> None:
    """Measure and report."""
    given = arguments(__doc__ or "", PRINTOUTS, runs=3)
    measured = [measure_file(path, given.runs) for path in given.files]
    measured.append(_together(measured))
    if given.json:
        print(json.dumps([each.data() for each in measured], indent=2))
        return
    table = Table(*COLUMNS)
    for each in measured:
        table.add_row(*each.row())
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
