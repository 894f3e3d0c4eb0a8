"""Write the sheets of the example city as workbooks and CSV files, as a city keeps them.

    python examples/workbooks.py            write tests/fixtures/yuino/*.xlsx, *.csv and the
                                            golden files of the two other families of forms,
                                            tests/fixtures/heldout/*.xlsx, *.csv
    python examples/workbooks.py --check    only say which of them differ (exit status 1)

The narrative sheets come from the same sources as the text sheets (`make.py`) and are held against
the same golden files. `printouts.py` makes the other formats; it needs LibreOffice, this does not.
"""

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from families import matrix, ratings
from family_answers import expected
from formgrid import CHANGED, MERGED, SPRING, Grid, narrative
from make import COLLECTIONS, FIXTURES, GOLDEN, ROOT, SOURCES, sources
from xlsxfile import csv_text, xlsx_bytes

FORMS = SOURCES.parent / "forms"
# Other editions of the form, beside the usual one with results.
EDITIONS = {
    "yuino-2024-midori-kankyo": ("merged", MERGED),
    "yuino-2025-kurashi-anshin": ("initial", SPRING),
    "yuino-2025-midori-kankyo": ("changed", CHANGED),
}
FAMILIES = {"ratings": ratings, "matrix": matrix}
CP932_ONLY = {"yuino-manifest-manabi-sodachi", "yuino-programs-midori-kankyo"}


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield every file that comes from the sources, with the bytes that it should have."""
    for each in COLLECTIONS:
        for name, source in sources(each.sources):
            grid = narrative(source)
            yield each.fixtures / f"{name}.xlsx", xlsx_bytes(grid)
            yield each.fixtures / f"{name}.csv", csv_text(grid).encode("utf-8-sig")
            yield each.fixtures / f"{name}.cp932.csv", csv_text(grid).encode("cp932")
    for name, source in sources(SOURCES):
        if name in EDITIONS:
            edition, form = EDITIONS[name]
            yield FIXTURES / f"{name}.{edition}.xlsx", xlsx_bytes(narrative(source, form))
    for name, source in sources(FORMS):
        family: Grid = FAMILIES[source["form"]](source)
        yield FIXTURES / f"{name}.xlsx", xlsx_bytes(family)
        encoding = "cp932" if name in CP932_ONLY else "utf-8-sig"
        yield FIXTURES / f"{name}.csv", csv_text(family).encode(encoding)
        yield GOLDEN / f"{name}.json", expected(name, source).encode()


def same(path: Path, data: bytes) -> bool:
    """Tell whether a file has this content; how a workbook is zipped does not matter."""
    if not path.exists():
        return False
    old = path.read_bytes()
    return _members(old) == _members(data) if path.suffix == ".xlsx" else old == data


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main(arguments: list[str]) -> int:
    """Write the files that differ from the sources, or with --check only name them."""
    check = "--check" in arguments
    stale = [(path, data) for path, data in files() if not same(path, data)]
    for path, data in stale:
        print(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
