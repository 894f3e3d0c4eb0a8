"""How long it takes to read one sheet: from bytes to a linked sheet, for each file given.

    python benchmarks/reading.py [FILE …] [--runs 5] [--json]

The peer is the least that any reader in Python does: decode, NFKC, cut into lines.
"""

import unicodedata
from pathlib import Path

from measure import Measured, Step, arguments, fastest, measure, report

from loaders.cities.find import cities
from loaders.extract import link, read_bytes, read_file

STEPS = (
    Step("decode, cut into lines", "loaders.extract", "read_document"),
    Step("find the officials", "loaders.extract", "officials"),
    Step("black them out", "loaders.extract", "black_out"),
    Step("parse", "loaders.extract", "parse"),
    Step("recognise the city", "loaders.extract", "recognise"),
    Step("find names and figures", "loaders.extract", "find_entities"),
)


def measure_file(path: Path, runs: int) -> Measured:
    """Measure one file; bytes are read from disk outside of it."""
    data, known = path.read_bytes(), cities()
    codec = read_file(path).document.encoding.codec
    measured = measure(path.name, lambda: link(read_bytes(data, path.name), known), STEPS, runs)
    plain = fastest(lambda: unicodedata.normalize("NFKC", data.decode(codec)).splitlines(), runs)
    measured.peers["decode, NFKC, splitlines"] = plain
    return measured


def main() -> None:
    """Measure and report."""
    given = arguments(__doc__ or "")
    report([measure_file(path, given.runs) for path in given.files], given.json)


if __name__ == "__main__":
    main()
