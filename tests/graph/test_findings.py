"""What reading and registers have to say, as findings with place and next step."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import RefusedFile
from graph.findings import PlacedFinding, findings_json, notes_as_findings, parse_findings, refusal_as_finding
from loaders.cities.find import cities
from loaders.document import Cell, Document, Encoding, Place, SourceFile, Span
from loaders.extract import extract_bytes
from loaders.sheet import Extraction, Note


@pytest.fixture(scope="module")
def extraction(root: Path) -> Extraction:
    path = root / "examples" / "yuino" / "yuino-2025-kurashi-anshin.txt"
    return extract_bytes(path.read_bytes(), path.name, cities())


def noted(extraction: Extraction, *places: Place) -> Extraction:
    """Return an extraction with one note on line 1, which is in a cell at that place."""
    cells = tuple(Cell(0, 0, 0, 1, 1, Span(1, 1), place) for place in places)
    document = Document(
        SourceFile("みどり.xlsx", "0" * 64, 1, "text/plain"), Encoding("utf-8", "bom"), ("一行",), cells
    )
    note = Note("warning", "note-no-head-name", (), Span(1, 1))
    return replace(extraction, document=document, sheet=replace(extraction.sheet, notes=(note,)))


@pytest.mark.parametrize(
    ("place", "cell", "page", "words"),
    [
        (Place(sheet="シート", cell="B12"), "シート!B12", None, "みどり.xlsx シート!B12"),
        (Place(page=3), "", 3, "みどり.xlsx 3ページ"),
    ],
)
def test_a_note_stands_in_its_cell_or_on_its_page(
    extraction: Extraction, place: Place, cell: str, page: int | None, words: str
) -> None:
    (found,) = notes_as_findings(noted(extraction, place), "urn:sheet")
    assert (found.cell, found.page, found.line) == (cell, page, 1)
    assert found.place("ja") == words
    assert words in found.suggestion
    assert found.suggestion_en


def test_a_note_of_a_text_stands_on_its_line(extraction: Extraction) -> None:
    (found,) = notes_as_findings(noted(extraction), "urn:sheet")
    assert found.place("ja") == "みどり.xlsx 1行目"
    assert parse_findings(findings_json([PlacedFinding("urn:sheet", found)])) == (
        PlacedFinding("urn:sheet", found),
    )


def test_a_refusal_is_a_violation_with_its_remedy() -> None:
    found = refusal_as_finding(RefusedFile("rdf-broken", file="a.ttl", line=3, reason="x"))
    assert (found.severity, found.shape, found.file, found.line) == ("violation", "rdf-broken", "a.ttl", 3)
    assert "a.ttl" in found.message_ja and "a.ttl" in found.message_en
    assert "tsunagu validate" in found.suggestion
    assert refusal_as_finding(RefusedFile("file-empty", file="b.txt")).line is None


def test_lines_that_nothing_used_are_told_of_once(extraction: Extraction) -> None:
    """Those of one run together, and not those that a note of the reading tells of."""
    lines, uses = tuple("いろはにほ"), ("unread", "unread", "used", "unread", "unread")
    note = Note("warning", "note-text-unplaced", (("text", "ほ"),), Span(5, 5))
    sheet = replace(extraction.sheet, notes=(note,), lines=uses)
    document = replace(extraction.document, lines=lines, cells=())
    found = notes_as_findings(replace(extraction, document=document, sheet=sheet), "urn:sheet")
    assert [(each.shape, each.line, each.line_end, each.quote) for each in found] == [
        ("note-text-unplaced", 5, 5, "ほ"),
        ("note-unread", 1, 2, "いろ"),
        ("note-unread", 4, 4, "に"),
    ]
    assert "ここから2行を読み取れませんでした：「い」" in found[1].message_ja
    assert "列や見出しがずれていないか確かめてください" in found[1].message_ja
    assert "2 lines from here" in found[1].message_en
