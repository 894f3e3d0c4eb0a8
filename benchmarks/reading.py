"""How long it takes to read one sheet: from bytes to a linked sheet, for each file given.

    python benchmarks/reading.py [FILE …] [--runs 5] [--json]

Two peers: the least that any reader in Python does (decode, NFKC, cut into lines), and rdflib, which
parses the triples that come of the file. The second is work of the same size in the same interpreter:
a machine that is slow is slow for both.
"""

import unicodedata
from pathlib import Path

from measure import Measured, Step, arguments, fastest, measure, report
from rdflib import Dataset, URIRef

from loaders.cities.city import City
from loaders.cities.find import cities
from loaders.extract import city_of, link, read_bytes, read_file
from loaders.triples.nquads import nquads
from loaders.triples.sheets import sheet_graph

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
    triples = _triples(data, path.name, known)
    measured = measure(path.name, lambda: link(read_bytes(data, path.name), known), STEPS, runs)
    plain = fastest(lambda: unicodedata.normalize("NFKC", data.decode(codec)).splitlines(), runs)
    measured.peers["decode, NFKC, splitlines"] = plain
    parsed = fastest(lambda: Dataset().parse(data=triples, format="nquads"), runs)
    measured.peers["rdflib parses its triples"] = parsed
    return measured


def _triples(data: bytes, name: str, known: dict[str, City]) -> bytes:
    reading = read_bytes(data, name)
    city, _ = city_of(reading, known)
    graph = sheet_graph(link(reading, known, city.key), city)
    return nquads(graph, URIRef("https://tsunagu.example/sheet"))


def main() -> None:
    """Measure and report."""
    given = arguments(__doc__ or "")
    report([measure_file(path, given.runs) for path in given.files], given.json)


if __name__ == "__main__":
    main()
