"""The report as one page of HTML."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from shapes.report import Finding
from shapes.written.page import as_html

_VOID = {"meta", "input", "br"}


class _Nesting(HTMLParser):
    """Fails where an element is not closed by its own end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def words(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.split("<body>")[1]))


def test_counts_come_first_then_files_by_gravity(findings: list[Finding]) -> None:
    page = as_html(findings, "ja")
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["1", "4", "1"]
    files = [name.strip() for name in re.findall(r'<h2 id="[^"]+">(?:<span[^>]*>)?([^<]+)', page)]
    assert files[0] == "みどり 2024.txt"
    assert files[-1] == "くらし.pdf"
    assert page.index("<dl") < page.index("<table") < page.index("<section>")


def test_rules_are_grouped_and_places_told_in_both_languages(findings: list[Finding]) -> None:
    page = words(as_html(findings, "ja"))
    assert "2件 2 found goal-results" in re.sub(r"\s+", " ", page)
    for place in ("12～13行目", "lines 12-13", "シート!B12", "3ページ", "page 3", "There is no result."):
        assert place in page


def test_the_page_is_well_formed_and_needs_nothing_from_elsewhere(findings: list[Finding]) -> None:
    page = as_html(findings, "ja")
    nesting = _Nesting()
    nesting.feed(page)
    assert nesting.open == []
    assert "<b>増やす</b>" not in page
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import", page)
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets == set(re.findall(r'<h2 id="([^"]+)"', page))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_opens_in_the_language_that_is_asked_for(findings: list[Finding], language: str) -> None:
    page = as_html(findings, "en" if language == "en" else "ja")
    assert f'<html lang="{language}">' in page
    assert f'id="show-{language}" checked' in page
    assert page.count(" checked>") == 1


def test_nothing_found_is_said() -> None:
    assert "指摘はありません。" in as_html([], "ja")
