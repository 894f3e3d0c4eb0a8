"""Where words stand: lines of a text, cells of a workbook or CSV file, pages of a PDF."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from loaders.document import Cell, Document, Encoding, Place, SourceFile, Span
from loaders.triples.literals import string, whole
from loaders.triples.spots import Selector, Spots, line_selector
from ontology.terms import RFC5147, RFC7111, RFC8118, TNG

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOX = (10.0, 20.0, 110.5, 40.25)


def spots(media_type: str, *places: tuple[str, Place]) -> Spots:
    """Return the places of a document with one cell under another."""
    first = count(1)
    cells, lines = [], []
    for row, (text, place) in enumerate(places):
        texts = text.split("\n") if text else []
        numbers = [next(first) for _ in texts]
        span = Span(numbers[0], numbers[-1]) if numbers else None
        cells.append(Cell(0, row, 1, 1, 2, span, place))
        lines += texts
    file = SourceFile("a", "ab" * 32, 1, media_type)
    return Spots(Document(file, Encoding("", ""), tuple(lines), tuple(reversed(cells))))


def lines(span: Span) -> tuple[tuple[URIRef, Literal], ...]:
    """The lines of the text as read stand beside the cell."""
    return (TNG.line, whole(span.first)), (TNG.lineEnd, whole(span.last))


def test_words_of_a_text_stand_on_lines() -> None:
    spot = spots("text/plain").of(Span(475, 476))
    assert spot.properties == ((TNG.line, whole(475)), (TNG.lineEnd, whole(476)))
    assert spot.selectors == (Selector("lines", "line=474,476", RFC5147),)
    assert spot.key == line_selector(Span(475, 476)) == "line=474,476"


@pytest.mark.parametrize(
    ("sheet", "span", "name"),
    [
        ("シート", Span(1, 1), "シート!B12"),
        ("シート", Span(2, 3), "シート!B13:D13"),
        ("シート", Span(3, 4), "シート!B13:D14"),
        ("シート", Span(1, 4), "シート!B12:AA14"),
        ("2024 年度", Span(1, 1), "'2024 年度'!B12"),
        ("部長's", Span(1, 1), "'部長''s'!B12"),
        (None, Span(1, 1), "B12"),
    ],
)
def test_words_of_a_workbook_stand_in_a_range_of_cells(sheet: str | None, span: Span, name: str) -> None:
    addresses = ("B12", "B13:D13", "C14", "AA13")
    texts = ("a", "b\nc", "d", "e")
    if span.last == 4 and span.first == 1:
        addresses, texts = ("B12", "AA13", "C14"), ("a", "b\nc", "d")
    places = zip(texts, (Place(sheet=sheet, cell=each) for each in addresses), strict=True)
    spot = spots(XLSX, *places).of(span)
    assert spot.properties == ((TNG.cell, string(name)), *lines(span))
    assert spot.selectors == (Selector("cells", name),)


def test_cells_of_two_sheets_are_both_named() -> None:
    both = spots(XLSX, ("a", Place("一", "B2")), ("b", Place("二", "C3")))
    assert both.of(Span(1, 2)).properties == ((TNG.cell, string("一!B2,二!C3")), *lines(Span(1, 2)))


def test_empty_cells_are_nobodys_place() -> None:
    some = spots(XLSX, ("", Place("一", "B1")), ("a", Place("一", "B2")), ("", Place("一", "B3")))
    assert some.of(Span(1, 1)).properties == ((TNG.cell, string("一!B2")), *lines(Span(1, 1)))


@pytest.mark.parametrize(("last", "value"), [(1, "cell=1,2-1,3"), (2, "cell=1,2-2,3")])
def test_a_csv_file_has_a_selector_of_its_own(last: int, value: str) -> None:
    table = spots("text/csv", ("a", Place(cell="B1:C1")), ("b", Place(cell="B2:C2")))
    spot = table.of(Span(1, last))
    assert spot.selectors == (Selector("cells", value, RFC7111),)
    assert spot.properties == ((TNG.cell, string("B1:C1" if last == 1 else "B1:C2")), *lines(Span(1, last)))


def test_words_of_a_pdf_stand_in_a_rectangle_of_a_page() -> None:
    spot = spots("application/pdf", ("a\nb", Place(page=3, box=BOX))).of(Span(2, 2))
    assert spot.properties[0] == (TNG.page, whole(3))
    assert spot.selectors == (Selector("page-3", "page=3&viewrect=10,20,100.5,20.25", RFC8118),)


def test_words_on_two_pages_have_a_rectangle_on_each() -> None:
    low = Place(page=3, box=(10, 700.1, 110, 720))
    high = Place(page=4, box=(10, 30, 110, 50))
    spot = spots("application/pdf", ("a", Place(page=3, box=BOX)), ("b", low), ("c", high)).of(Span(2, 3))
    assert spot.properties[0] == (TNG.page, whole(3))
    assert [each.value for each in spot.selectors] == [
        "page=3&viewrect=10,700.1,100,19.9",
        "page=4&viewrect=10,30,100,20",
    ]
    assert spot.key == "page=3&viewrect=10,700.1,100,19.9,page=4&viewrect=10,30,100,20"


def test_a_page_without_a_box_is_named_alone() -> None:
    assert spots("application/pdf", ("a", Place(page=2))).of(Span(1, 1)).key == "page=2"


def test_a_cell_without_an_address_leaves_the_lines() -> None:
    spot = spots("application/msword", ("a", Place())).of(Span(1, 1))
    assert spot.selectors[0].name == "lines"


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.data())
def test_every_span_finds_just_the_cells_that_it_touches(heights: list[int], data: st.DataObject) -> None:
    places = [
        ("\n".join("x" * height), Place("一", f"B{row}:C{row}")) for row, height in enumerate(heights, 1)
    ]
    owner = [row for row, height in enumerate(heights, 1) for _ in range(height)]
    first = data.draw(st.integers(1, len(owner)))
    last = data.draw(st.integers(first, len(owner)))
    found = spots(XLSX, *places).of(Span(first, last)).key
    assert found == f"一!B{owner[first - 1]}:C{owner[last - 1]}"
