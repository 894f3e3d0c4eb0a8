"""The example city's sheets as LibreOffice printed them."""

import csv
import io
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "yuino"
PRINTS = sorted(path.stem for path in FIXTURES.glob("*.pdf"))
IN_ALL_WAYS = ("yuino-2024-kurashi-anshin", "yuino-2024-manabi-sodachi")


@cache
def pages(name: str) -> list[Page]:
    with pdfplumber.open(FIXTURES / f"{name}.pdf") as pdf:
        found = list(pdf.pages)
        assert sum(len(page.chars) for page in found)  # read before the file is closed
    return found


def characters(name: str) -> Counter[str]:
    texts = "".join(char["text"] for page in pages(name) for char in page.chars)
    return Counter(re.sub(r"\s", "", texts))


def content(stem: str) -> Counter[str]:
    text = (FIXTURES / f"{stem}.csv").read_bytes().decode("utf-8-sig")
    cells = "".join(cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)
    return Counter(re.sub(r"\s", "", cells))


def test_each_sheet_is_printed_and_two_of_them_in_all_ways() -> None:
    sheets = [path.stem for path in (ROOT / "examples" / "yuino").glob("*.txt")]
    ways = [f"{stem}.{way}" for stem in IN_ALL_WAYS for way in ("cut", "hairline", "mincho")]
    assert sorted(sheets + ways) == PRINTS


@pytest.mark.parametrize("name", PRINTS)
def test_every_character_of_a_sheet_is_printed(name: str) -> None:
    assert content(name.partition(".")[0]) - characters(name) == Counter()


@pytest.mark.parametrize("stem", IN_ALL_WAYS)
def test_the_ways_differ_in_rules_and_fonts(stem: str) -> None:
    widths = {
        way: max(each["linewidth"] or min(each["width"], each["height"]) for each in drawn(stem + way))
        for way in ("", ".hairline")
    }
    assert widths[".hairline"] < widths[""] / 2
    fonts = {
        way: {char["fontname"].partition("+")[2] for page in pages(stem + way) for char in page.chars}
        for way in ("", ".mincho")
    }
    assert fonts == {"": {"IPAGothic"}, ".mincho": {"IPAMincho"}}


def drawn(name: str) -> list[dict[str, float]]:
    return [each for page in pages(name) for each in (*page.lines, *page.rects, *page.curves)]


@pytest.mark.parametrize("stem", IN_ALL_WAYS)
def test_low_pages_cut_boxes_and_print_their_text_on_both_sides(stem: str) -> None:
    """As programs do: a cut box is drawn whole on both pages, and what lies outside is hidden."""
    assert len(pages(f"{stem}.cut")) > len(pages(stem))
    twice = characters(f"{stem}.cut") - characters(stem)
    assert sum(twice.values()) > sum(content(stem).values()) / 4
    outside = [
        char
        for page in pages(f"{stem}.cut")
        for char in page.chars
        if char["top"] > page.height or char["bottom"] < 0
    ]
    assert outside


def test_the_fixtures_are_small() -> None:
    assert sum(path.stat().st_size for path in FIXTURES.iterdir()) < 8_000_000
