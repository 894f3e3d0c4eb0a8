"""What the Power Query of the how-to asks for, read as it reads it: UTF-8, a heading, typed columns."""

import csv
import io
import re
from collections.abc import Callable

import httpx
import pytest

TEXTS = re.compile(r'(\w+) = "((?:[^"]|"")*)"')
PLACE = re.compile(r"Web\.Contents\((\w+), \[\s*RelativePath = \"([^\"]+)\",\s*Query = \[([^\]]+)\]\s*\]\)")
ARGUMENT = re.compile(r'(\w+) = ("[^"]*"|\w+)')
TYPED = re.compile(r'\{"([^"]+)", (Int64\.Type|type number)\}')
KINDS = {"Int64.Type": int, "type number": float}


@pytest.mark.parametrize("number", [0, 1])
def test_the_columns_are_there_and_have_their_types(
    number: int, code: Callable[[str], list[str]], here: Callable[[str], str], client: httpx.Client
) -> None:
    block = here(code("powerquery")[number])
    asked, given = address(block)
    answer = client.get(asked, params=given)
    assert answer.status_code == 200, answer.text
    assert "Encoding = 65001" in block
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) > 3
    typed = dict(TYPED.findall(block))
    assert typed
    assert set(typed) < set(rows[0])
    for row in rows:
        for name, kind in typed.items():
            assert KINDS[kind](row[name]) >= 0


def test_no_block_is_forgotten(code: Callable[[str], list[str]]) -> None:
    assert len(code("powerquery")) == 2


def address(block: str) -> tuple[str, dict[str, str]]:
    """Return the address and the parameters that a block of Power Query asks for."""
    texts = {name: text.replace('""', '"') for name, text in TEXTS.findall(block)}
    found = PLACE.search(block)
    assert found, block
    site, path, query = found.groups()
    given = {
        name: value.strip('"') if value.startswith('"') else texts[value]
        for name, value in ARGUMENT.findall(query)
    }
    return f"{texts[site]}/{path}", given
