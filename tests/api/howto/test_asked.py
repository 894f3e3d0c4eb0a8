"""Nothing that the how-tos tell people to ask has rotted: addresses and queries, asked of a real server."""

import csv
import io
import re
from collections.abc import Callable

import httpx

QUERIES = {"r": r'r"\((.*?)\)"', "sparql": r"(.*)"}
"""How a query stands in a block of code. Python is run, and the queries of Excel are asked as it does."""


def test_every_page_is_listed(texts: dict[str, str]) -> None:
    links = set(re.findall(r"\]\(([a-z-]+)\.(?:md|ipynb)\)", texts["README"]))
    assert links == set(texts) - {"README"}


def test_every_address_answers(
    texts: dict[str, str], place: str, here: Callable[[str], str], client: httpx.Client
) -> None:
    written = re.compile(rf"{place}[^\s`\"'<>()、。）]*|(?<=`)/[a-z][^`\s…{{]*(?=`)")
    asked = {found for text in texts.values() for found in written.findall(text)}
    assert len(asked) > 15
    for address in sorted(asked):
        answer = client.get(here(address), follow_redirects=True)
        assert answer.status_code == 200, address
        assert answer.content


def test_every_query_finds_something(code: Callable[[str], list[str]], client: httpx.Client) -> None:
    queries = [
        query
        for language, pattern in QUERIES.items()
        for block in code(language)
        for query in re.findall(pattern, block, re.DOTALL)
        if "WHERE" in query
    ]
    assert len(queries) == len(QUERIES)
    for query in queries:
        answer = client.post("/sparql", data={"query": query, "format": "csv"})
        assert answer.status_code == 200, answer.text
        assert len(list(csv.reader(io.StringIO(answer.text)))) > 1, query


def test_no_language_is_forgotten(texts: dict[str, str]) -> None:
    """A block in a language that no test here runs would rot."""
    languages = {kind for text in texts.values() for kind in re.findall(r"^```(\w+)$", text, re.MULTILINE)}
    assert languages == {"csv", "powerquery", "python", "r", "sparql"}
