"""A sheet of a few texts, linked: what most tests of names ask for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from loaders.cities.city import City
from loaders.cities.find import cities
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.entities.link import find_entities
from loaders.mention import Mention
from loaders.sheet import Item, ManagementSheet, Objective, Text

Linked = Callable[..., list[tuple[Mention, ...]]]


@pytest.fixture
def unknown_city() -> City:
    """A city of which nothing is known but its name."""
    return replace(
        cities()["yuino"],
        departments=(),
        organisations=(),
        facilities=(),
        programs=(),
        documents=(),
        groups=(),
    )


@pytest.fixture
def linked(unknown_city: City) -> Linked:
    """Return what each text names; the texts are items of one row, or of a row each."""

    def link(
        *texts: str, city: City = unknown_city, rows: bool = False, department: str = "みどり環境部"
    ) -> list[tuple[Mention, ...]]:
        document = Document(SourceFile("sheet.txt", "", 0, "text/plain"), Encoding("utf-8", ""), texts)
        items = [
            Item("result", str(number), text, text, Span(number, number))
            for number, text in enumerate(texts, 1)
        ]
        blocks = [(item,) for item in items] if rows else [tuple(items)]
        objectives = tuple(
            Objective("goal", number, Text("", Span(1, 1)), priority=False, span=Span(1, 1), items=block)
            for number, block in enumerate(blocks, 1)
        )
        printed = Text(department, Span(1, 1))
        sheet = ManagementSheet(
            city.code, 2025, Span(1, 1), printed, False, None, None, "e", objectives=objectives
        )
        found = find_entities(sheet, document, city)
        for row in found.objectives:
            for item in row.items:
                for mention in item.mentions:
                    assert document.quote_stands(mention.quote.value, mention.quote.span)
                    assert item.printed[mention.begin : mention.end] == mention.surface
        return [item.mentions for row in found.objectives for item in row.items]

    return link
