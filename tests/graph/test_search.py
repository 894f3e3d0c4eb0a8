"""The search index: what is found, in which order, and that it is always the same file."""

import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import HomeError
from graph.build import build
from graph.fragments import Fragment
from graph.indexfile import TooLong
from graph.release import Release, current, verify
from graph.search import (
    SEARCH,
    Found,
    SearchIndex,
    Wanted,
    documents,
    readings,
    write_index,
)
from graph.search.folding import folded, terms, tokens
from graph.search.snippets import snippet
from loaders.cities.city import City
from ontology.terms import RDF, SKOS, TNG


@pytest.fixture
def release(built: Path) -> Release:
    found = current(built)
    assert found is not None
    return found


@pytest.fixture
def index(release: Release) -> SearchIndex:
    found = release.search()
    assert found is not None
    return found


def fragments(release: Release) -> list[Fragment]:
    return [release.fragment(entry) for entry in release.manifest.graph_files()]


def of_kind(found: Found, kind: str) -> list[str]:
    return [hit.ja or hit.text for hit in found.hits if hit.kind == kind]


def test_words_of_two_characters_are_found_inside_of_longer_ones(index: SearchIndex) -> None:
    found = index.find(Wanted("防災"))
    assert found.total >= 3
    assert "地域防災力の向上" in of_kind(found, str(TNG.Policy))
    assert all("防災" in (hit.ja + hit.text) for hit in found.hits)


@pytest.mark.parametrize("words", ["ボウサイ", "ぼうさい", "ﾎﾞｳｻｲ"])
def test_a_name_is_found_by_its_reading(index: SearchIndex, words: str) -> None:
    assert "地域防災力の向上" in of_kind(index.find(Wanted(words)), str(TNG.Policy))


@pytest.mark.parametrize(
    ("one", "other"), [("ＮＰＯ", "npo"), ("トラブル", "とらぶる"), ("町会　防災", "防災 町会")]
)
def test_ways_to_write_the_same_words(index: SearchIndex, one: str, other: str) -> None:
    found = index.find(Wanted(one, limit=100))
    assert found.total
    assert {hit.iri for hit in found.hits} == {hit.iri for hit in index.find(Wanted(other, limit=100)).hits}


def test_a_single_character_is_found_wherever_it_stands(index: SearchIndex) -> None:
    ends = index.find(Wanted("塾", limit=100))
    assert any("塾" in hit.snippet.text for hit in ends.hits)
    assert index.find(Wanted("の")).total > 100


def test_names_come_before_texts(index: SearchIndex) -> None:
    hits = index.find(Wanted("防災", limit=100)).hits
    named = [bool(hit.ja) for hit in hits]
    assert named == sorted(named, reverse=True)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_thing_of_exactly_that_name_comes_first(index: SearchIndex) -> None:
    assert index.find(Wanted("くらし安心部")).hits[0].kind == str(TNG.Department)


def test_a_policy_is_found_by_its_number(index: SearchIndex) -> None:
    found = index.find(Wanted("3-1-2"))
    assert [hit.kind for hit in found.hits] == [str(TNG.Policy)]


def test_facets_count_what_the_others_leave(index: SearchIndex) -> None:
    every = index.find(Wanted("の", limit=100))
    kind, count = every.kinds[0]
    one = index.find(Wanted("の", kinds=(kind,), limit=1))
    assert one.total == count
    assert one.kinds == every.kinds
    assert sum(number for _, number in one.years) <= count
    year, of_year = one.years[0]
    both = index.find(Wanted("の", kinds=(kind,), years=(year,)))
    assert both.total == of_year
    assert {hit.year for hit in both.hits} == {year}


def test_a_department_is_named_in_three_ways(index: SearchIndex) -> None:
    every = index.find(Wanted("の"))
    iri, count = every.departments[0]
    label, _ = every.labels[iri]
    for name in (iri, iri.rsplit("/", 1)[-1], label):
        assert index.find(Wanted("の", departments=(name,))).total == count
    assert index.find(Wanted("の", departments=("ありもしない部",))).total == 0


def test_pages_follow_each_other(index: SearchIndex) -> None:
    every = [hit.iri for hit in index.find(Wanted("の", limit=30)).hits]
    pages = [
        hit.iri for offset in (0, 10, 20) for hit in index.find(Wanted("の", limit=10, offset=offset)).hits
    ]
    assert pages == every


def test_a_hit_names_the_place_of_its_quote(release: Release, index: SearchIndex) -> None:
    hit = next(hit for hit in index.find(Wanted("防災")).hits if hit.kind == str(TNG.Action))
    source = release.source(hit.file)
    assert source is not None
    assert hit.line is not None
    assert "防災" in source.lines[hit.line - 1]


@pytest.mark.parametrize("words", ["", "   ", "！？", '"', "*", "()"])
def test_nothing_is_found_for_no_words(index: SearchIndex, words: str) -> None:
    assert index.find(Wanted(words)).total == 0
    assert index.best(words, 10) == []


@given(st.text(max_size=40))
def test_no_words_are_a_mistake_of_syntax(words: str) -> None:
    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'ascii')")
        for term in terms(words):
            assert memory.execute("SELECT * FROM words WHERE words MATCH ?", (term.phrase,)).fetchall() == []
    memory.close()


@given(
    st.text(alphabet=st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=8),
    st.text(max_size=8),
)
def test_a_text_has_the_tokens_of_what_is_in_it(word: str, around: str) -> None:
    for term in terms(word):
        inside = f"{around}、{word}、{around}"
        held = " ".join(tokens(folded(inside).text))
        phrase, _, prefix = term.phrase.partition('" ')
        assert phrase.strip('"') in held, prefix


def test_a_snippet_marks_the_printed_words() -> None:
    long = "あ" * 90 + "ＩＣＴを活用した" + "い" * 90
    piece = snippet([long], terms("ict 活用"))
    assert [text for text, marked in piece.pieces() if marked] == ["ＩＣＴ", "活用"]
    assert piece.text.startswith("…")
    assert piece.text.endswith("…")
    assert len(piece.text) < 110


def test_the_same_fragments_give_the_same_bytes(release: Release, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    checksum = write_index(again, fragments(release))
    assert again.read_bytes() == (release.path / SEARCH).read_bytes()
    assert release.manifest.checksums[SEARCH] == checksum


def test_every_name_and_text_of_the_vocabulary_has_a_document(release: Release) -> None:
    found = list(documents(fragments(release)))
    assert len({document.iri for document in found}) == len(found)
    kinds = {document.kind for document in found}
    assert {str(TNG.Goal), str(TNG.Action), str(TNG.Result), str(TNG.Policy), str(TNG.Partner)} <= kinds
    assert all(document.names or document.text for document in found)
    assert all(document.year for document in found if document.kind == str(TNG.Action))


def test_a_release_with_another_index_is_not_sound(release: Release) -> None:
    place = release.path / SEARCH
    with sqlite3.connect(place) as index:
        index.execute("UPDATE documents SET ja = '別の名前' WHERE id = 1")
    index.close()
    assert verify(release)
    release.manifest.checksums.pop(SEARCH)
    place.unlink()
    assert verify(release) == []
    assert release.search() is None


def test_what_it_holds_is_compared_too(release: Release, tmp_path: Path) -> None:
    write_index(tmp_path / "other", fragments(release)[:-1])
    place = release.path / SEARCH
    place.write_bytes((tmp_path / "other").read_bytes())
    release.manifest.checksums.update({SEARCH: write_index(tmp_path / "same", fragments(release)[:-1])})
    (problem,) = verify(release)
    assert problem


def test_the_next_build_adds_a_missing_index(
    release: Release, no_shapes: None, known: dict[str, City], sheets: list[Path]
) -> None:
    manifest = release.path / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(SEARCH, "search-0.sqlite"), "utf-8")
    result = build(sheets[:2], release.path.parents[1], known, jobs=1)
    assert result.changed
    assert result.release is not None
    assert result.release.search() is not None


def test_a_damaged_index_and_a_search_without_end(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(HomeError, match=r"broken\.sqlite"):
        SearchIndex(broken).find(Wanted("防災"))
    monkeypatch.setattr("graph.indexfile._STEPS", 1)
    with pytest.raises(TooLong):
        SearchIndex(release.path / SEARCH, seconds=-1).find(Wanted("の"))


def test_readings_that_registered_things_have_are_taken() -> None:
    node = "<https://data.example.jp/id/lg/000000/program/marche>"
    said = (
        f"{node} <{RDF.type}> <{TNG.Program}>",
        f'{node} <{SKOS.prefLabel}> "市場号"@ja',
        f'{node} <{TNG.reading}> "イチバゴウ"@ja-Kana',
    )
    data = "".join(f"{each} <urn:graph> .\n" for each in said).encode()
    (found,) = documents([Fragment.of("registers.nq", "urn:graph", data)])
    assert (found.names, found.readings) == (("市場号",), ("イチバゴウ",))


def test_without_the_dictionary_a_name_stands_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    readings._tokenizer.cache_clear()
    readings.reading.cache_clear()
    monkeypatch.setitem(sys.modules, "sudachidict_small", None)
    assert readings.reading("ぼうさい訓練") == "ぼうさい訓練"
    monkeypatch.undo()
    readings._tokenizer.cache_clear()
    readings.reading.cache_clear()
    assert readings.reading("防災訓練") == "ボウサイクンレン"
