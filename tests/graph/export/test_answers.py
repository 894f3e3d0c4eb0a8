"""The rows of tables: asked for once, sorted, and as the store sorts them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from graph.export import Table, answers, tables
from graph.export.tables import Column, Row
from graph.network import Words
from graph.release import current
from graph.store import open_store

PAIRS = Table(
    "pairs",
    Words("", ""),
    {name: Column("", "") for name in ("last", "first")},
    "SELECT ?first ?last { ?first <urn:is> ?is OPTIONAL { ?first <urn:before> ?last } }",
    ("first", "last"),
)
IRIS = st.text("ab-z/あ\U00020b9f", max_size=4).map(lambda text: NamedNode(f"urn:{text}"))


class Counting(Table):
    """A table that counts how often it is asked."""

    asked = 0

    def rows(self, store: Store) -> Iterator[Row]:
        type(self).asked += 1
        return super().rows(store)


@pytest.fixture
def store(built: Path) -> Store:
    release = current(built)
    assert release is not None
    return open_store(release)


@given(st.dictionaries(IRIS, st.sets(IRIS, max_size=3), max_size=6))
def test_rows_stand_as_the_store_would_sort_them(known: dict[NamedNode, set[NamedNode]]) -> None:
    store = Store()
    for first, lasts in known.items():
        store.add(Quad(first, NamedNode("urn:is"), first))
        store.extend(Quad(first, NamedNode("urn:before"), last) for last in lasts)
    sorted_there = store.query(f"{PAIRS.query} ORDER BY ?first ?last")
    assert isinstance(sorted_there, QuerySolutions)
    expected = [[row["last"].value if row["last"] else "", row["first"].value] for row in sorted_there]
    with answers(store) as found:
        assert [[cell.text for cell in row] for row in found.rows(PAIRS)] == expected


def test_every_table_has_its_order(store: Store) -> None:
    with answers(store) as found:
        for table in tables():
            assert table.order
            keys = [table.key(row) for row in found.rows(table)]
            assert keys == sorted(keys)
            assert len(keys) == len(set(keys))


def test_a_table_is_asked_for_once_and_read_by_several(store: Store, tmp_path: Path) -> None:
    (goals,) = (table for table in tables() if table.name == "goals")
    counting = Counting(goals.name, goals.title, goals.columns, goals.query, goals.order)
    folder = tmp_path / "rows"
    folder.mkdir()
    with answers(store, folder) as found:
        next(found.rows(counting))
        both = list(zip(found.rows(counting), found.rows(counting), strict=True))
        assert not list(folder.iterdir())
    assert Counting.asked == 1
    assert all(one == other for one, other in both)
    assert len(both) > 3
    assert any(cell.number for cell in both[0][0])
