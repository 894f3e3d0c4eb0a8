from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graph.fragments import Fragment, dump, merged
from graph.store import build_store, holds_exactly, open_store

SHARED = '<http://e/policy> <http://e/label> "緑"@ja'
ONE = Fragment.of(
    "one.nq",
    "http://e/g/1",
    f'<http://e/a> <http://e/n> "1" <http://e/g/1> .\n{SHARED} <http://e/g/1> .\n'.encode(),
)
TWO = Fragment.of("two.nq", "http://e/g/2", f"{SHARED} <http://e/g/2> .\n".encode())


class Place:
    """Whatever has a store."""

    def __init__(self, path: Path) -> None:
        self.store_path = path


def count(store: Store, pattern: str) -> int:
    found = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    value = next(found)["n"]
    assert isinstance(value, Literal)
    return int(value.value)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    build_store(tmp_path / "store", [ONE, TWO])
    return open_store(Place(tmp_path / "store"))


def test_a_triple_of_two_graphs_counts_once_in_the_default_graph(store: Store) -> None:
    assert count(store, "?s <http://e/label> ?o") == 1
    assert count(store, "GRAPH ?g { ?s <http://e/label> ?o }") == 2
    assert count(store, "?s ?p ?o") == 2
    assert len(store) == 5


def test_a_union_of_all_graphs_would_count_it_more_often(store: Store) -> None:
    """The reason for the merge: if this changes one day, the merge may go."""
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s <http://e/label> ?o }"
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    assert int(next(found)["n"].value) > 1


def test_nobody_can_write(store: Store) -> None:
    with pytest.raises(RuntimeError):
        store.update("INSERT DATA { <http://e/x> <http://e/x> <http://e/x> }")


def test_many_can_read_at_once(tmp_path: Path, store: Store) -> None:
    again = open_store(Place(tmp_path / "store"))
    assert len(again) == len(store)


def test_what_a_store_holds(store: Store) -> None:
    assert holds_exactly(store, [ONE, TWO])
    assert not holds_exactly(store, [ONE])
    assert not holds_exactly(
        store, [ONE, Fragment.of("two.nq", "http://e/g/2", TWO.data.replace("緑".encode(), b"?"))]
    )


def test_a_triple_more_in_any_place_is_seen(tmp_path: Path, store: Store) -> None:
    known, more = Store(), '<http://e/x> <http://e/x> "x"'
    known.extend(store)
    assert holds_exactly(known, [ONE, TWO])
    for graph in ("", " <http://e/g/1>", " <http://e/g/3>"):
        other = Store()
        other.extend(store)
        other.load(f"{more}{graph} .".encode(), format=RdfFormat.N_QUADS)
        assert not holds_exactly(other, [ONE, TWO])
    fewer = Store()
    fewer.extend(quad for quad in store if isinstance(quad.graph_name, NamedNode))
    assert not holds_exactly(fewer, [ONE, TWO])


def test_spelling_of_numbers_makes_no_difference(tmp_path: Path) -> None:
    size = '"007"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    fragment = Fragment.of(
        "one.nq", "http://e/g", f"<http://e/a> <http://e/n> {size} <http://e/g> .\n".encode()
    )
    build_store(tmp_path / "store", [fragment])
    assert holds_exactly(open_store(Place(tmp_path / "store")), [fragment])


def test_fragments_are_merged_sorted_and_without_doubles() -> None:
    assert (
        b"".join(dump([TWO, ONE]))
        == b"".join(dump([ONE, TWO]))
        == b"".join(sorted((ONE.data + TWO.data).splitlines(keepends=True)))
    )
    assert b"".join(merged([TWO, ONE])) == f'<http://e/a> <http://e/n> "1" .\n{SHARED} .\n'.encode()


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters='"\\'))))
def test_lines_are_sorted_by_code_point(values: list[str]) -> None:
    lines = [f'<http://e/a> <http://e/n> "{value}" <http://e/g> .\n' for value in values]
    fragment = Fragment.of("one.nq", "http://e/g", "".join(sorted(set(lines))).encode())
    assert b"".join(dump([fragment])).decode() == "".join(sorted(set(lines)))
    assert b"".join(merged([fragment])).decode().count("<http://e/g>") == 0


def test_what_a_fragment_is_about() -> None:
    assert ONE.about("http://e/a")
    assert not ONE.about("http://e/label")
    assert not ONE.about("http://e/")
