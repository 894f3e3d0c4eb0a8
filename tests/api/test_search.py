"""Search over HTTP: JSON, the page, and the property in SPARQL."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import RefusedQuery, Unavailable
from api.parameters import literal
from api.sparql.magic import MOST_SEARCHES, Filled, filled, look_up
from api.sparql.once import run_query
from core.settings import Settings
from graph.release import Release

PREFIXES = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX fn: <https://w3id.org/tsunagu/fn#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""
NASTY = "\"><script>alert(1)</script>'<img src=x onerror=y>"


def test_json_has_hits_facets_and_marks(client: httpx.Client) -> None:
    answer = client.get("/api/search", params={"q": "防災", "limit": 2})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert found["total"] > len(found["results"]) == 2
    for result in found["results"]:
        begin, end = result["snippet"]["marks"][0]
        assert result["snippet"]["text"][begin:end] == "防災"
        assert client.get(result["page"]).status_code == 200
    for facet in ("type", "year", "department"):
        assert found["facets"][facet]
        assert all(each["count"] > 0 for each in found["facets"][facet])


def test_facets_narrow_by_their_values(client: httpx.Client) -> None:
    found = client.get("/api/search", params={"q": "の"}).json()
    for name, facet in (("type", "type"), ("year", "year"), ("dept", "department")):
        value = found["facets"][facet][0]
        narrowed = client.get("/api/search", params={"q": "の", name: value["value"]}).json()
        assert narrowed["total"] == value["count"]
    two = [each["value"] for each in found["facets"]["type"][:2]]
    both = client.get("/api/search", params={"q": "の", "type": two}).json()
    assert both["total"] == sum(each["count"] for each in found["facets"]["type"][:2])


def test_a_result_leads_to_its_place_in_the_source(client: httpx.Client) -> None:
    found = client.get("/api/search", params={"q": "防災", "type": "Action"}).json()
    source, _, line = found["results"][0]["source"].partition("#")
    assert f'id="{line}"' in client.get(source).text


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("q=a&month=4", "search-param-unknown"),
        ("q=a&limit=0", "search-number"),
        ("q=a&limit=101", "search-number"),
        ("q=a&offset=-1", "search-number"),
        ("q=a&offset=x", "search-number"),
        ("q=a&year=99999", "search-number"),
        ("q=a&type=Dragon", "search-type-unknown"),
        ("q=" + "a" * 201, "search-too-long"),
    ],
)
@pytest.mark.parametrize("path", ["/api/search", "/search"])
def test_what_cannot_be_meant_is_refused(client: httpx.Client, path: str, query: str, key: str) -> None:
    answer = client.get(f"{path}?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["key"] == key


def test_an_answer_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/api/search", params={"q": "防災"})
    again = client.get("/api/search", params={"q": "防災"}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    head = client.head("/api/search", params={"q": "防災"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    assert first.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_works_by_addresses_alone(client: httpx.Client, prefix: str) -> None:
    page = client.get(f"{prefix}/search", params={"q": "防災"}).text
    assert "<mark>防災</mark>" in page
    address = re.search(rf'href="({prefix}/search\?[^"]*type=Action)"', page)
    assert address is not None
    narrowed = client.get(address[1].replace("&amp;", "&")).text
    assert 'aria-current="true"' in narrowed
    assert 0 < narrowed.count('class="badge"') < page.count('class="badge"')


def test_pages_lead_to_each_other(client: httpx.Client) -> None:
    first = client.get("/search", params={"q": "の"}).text
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following is not None
    second = client.get(following[1].replace("&amp;", "&")).text
    assert '<ol class="hits" start="21">' in second
    assert 'rel="prev"' in second


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_empty_page_says_what_to_do(client: httpx.Client, prefix: str) -> None:
    assert "防災" in client.get("/search").text
    page = client.get(f"{prefix}/search", params={"q": "きりんのくびかざり", "year": "2024"}).text
    assert "きりんのくびかざり" in page
    assert f'href="{prefix}/search?q=' in page
    assert '<ol class="hits"' in page


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_words_and_filters_are_never_markup(client: httpx.Client) -> None:
    for given_ in ({"q": NASTY}, {"q": "防災", "dept": NASTY}):
        tags = Tags()
        tags.feed(client.get("/search", params=given_).text)
        assert not {"script", "img"} & set(tags.seen)


def rows(release: Release, settings: Settings, query: str) -> list[str]:
    return run_query(release, PREFIXES + query, "csv", settings).body.decode().splitlines()[1:]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x a tng:Action . ?x fn:search '防災' . }",
        'SELECT ?x { ?x fn:search "防災" ; a tng:Action . }',
        'SELECT ?x { ?x a tng:Action; fn:search "防災"@ja; tng:text ?t }',
        'SELECT ?x { ?x a tng:Action. ?x fn:search """防災""" }',
        'SELECT ?x { FILTER(1 < 2) ?x a tng:Action ; fn:search "防災" }',
        'SELECT DISTINCT ?x { GRAPH ?g { ?x fn:search "\\u9632災" ; a tng:Action } }',
        "SELECT ?x { ?x <https://w3id.org/tsunagu/fn#search> '防災' ; ; a tng:Action }",
        'PREFIX s: <https://w3id.org/tsunagu/fn#search> SELECT ?x { (?x ?n) s: "防災" . ?x a tng:Action }',
        'SELECT ?x { { SELECT ?x { ?x fn:search "防災" } } ?x a tng:Action }',
        'SELECT ?x { ?x a tng:Action FILTER EXISTS { ?x fn:search "防災" } }',
        'SELECT ?x { ?x fn:search "防災" ; fn:search "ぼうさい 防災" ; a tng:Action }',
        'SELECT ?x { ?x (a|dct:title) tng:Action ; fn:search "防災" }',
    ],
)
def test_the_property_finds_what_a_scan_of_the_texts_finds(
    example: Release, settings: Settings, query: str
) -> None:
    scan = "SELECT ?x { ?x a tng:Action ; tng:text ?t FILTER(CONTAINS(?t, '防災')) }"
    if "ぼうさい" in query:
        assert rows(example, settings, query) == []
    else:
        assert sorted(rows(example, settings, query)) == sorted(rows(example, settings, scan)) != []


def test_the_score_puts_the_best_first(client: httpx.Client) -> None:
    query = PREFIXES + 'SELECT ?x { (?x ?score) fn:search "防災" } ORDER BY DESC(?score) ?x'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    hits = client.get("/api/search", params={"q": "防災"}).json()["results"]
    scores = {hit["id"]: hit["score"] for hit in hits}
    found = answer.text.split()[1:]
    assert set(found) == set(scores)
    assert [scores[iri] for iri in found] == sorted(scores.values(), reverse=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "?x fn:search ?words",
        "?x fn:search 5",
        '?x fn:search "a", "b"',
        '?x fn:search "a"^^tng:x',
        '?x fn:search/dct:title "a"',
        '?x ^fn:search "a"',
        '[] fn:search "a"',
        'tng:Goal fn:search "a"',
        '?x dct:title [ fn:search "a" ]',
        '?x dct:title [ a tng:Goal ; fn:search "a" ]',
        '(?x ?x) fn:search "a"',
        '(?x ?score) fn:search "a" ; a tng:Goal',
        "?x ?p fn:search",
    ],
)
def test_what_is_not_of_the_form_is_refused(example: Release, settings: Settings, sentence: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        rows(example, settings, f"SELECT * {{ {sentence} }}")
    assert refused.value.key == "search-form"
    assert refused.value.values["line"] == 4


def test_two_ways_to_read_a_text_are_refused(example: Release) -> None:
    with pytest.raises(RefusedQuery) as refused:
        look_up(PREFIXES + 'SELECT ?x { ?x fn:se\\u0061rch "防災" }', example)
    assert refused.value.key == "search-unclear"


def test_searches_are_counted(example: Release) -> None:
    many = " ".join('?x fn:search "防災" .' for _ in range(MOST_SEARCHES + 1))
    with pytest.raises(RefusedQuery) as refused:
        look_up(f"{PREFIXES} SELECT ?x {{ {many} }}", example)
    assert refused.value.key == "search-too-many"


def test_an_error_names_the_place_in_the_query_as_it_was_asked(client: httpx.Client) -> None:
    query = PREFIXES + 'SELECT ?x {\n  ?x fn:search "防災" ; nonsense\n}'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/json"})
    problem = answer.json()
    assert answer.status_code == 400
    assert problem["line"] == 5
    assert 20 < problem["column"] < 40


def test_without_an_index_only_searches_fail(example: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Release, "search", lambda self: None)
    with pytest.raises(Unavailable) as missing:
        look_up(PREFIXES + 'SELECT ?x { ?x fn:search "防災" }', example)
    assert missing.value.key == "search-no-index"
    assert look_up("SELECT ?x { ?x ?y '\\n' }", example) == Filled("SELECT ?x { ?x ?y '\\n' }", ())


FIND: Callable[[str], list[tuple[str, float]]] = lambda words: [("https://a.example/x", 1.5)]  # noqa: E731


@given(st.text(max_size=40))
def test_words_never_become_a_part_of_the_query(words: str) -> None:
    asked: list[str] = []

    def find(text: str) -> list[tuple[str, float]]:
        asked.append(text)
        return [("https://a.example/x", 1.5)]

    query = PREFIXES + f"SELECT * {{ (?x ?s) fn:search {literal(words)} . }}"
    try:
        made = filled(query, find)
    except RefusedQuery as refused:
        assert refused.key == "search-unclear"  # the words look like escapes
        return
    assert asked == [words.encode("utf-8", "replace").decode()]
    (row,) = pyoxigraph.Store().query(made.text)
    assert row["x"].value == "https://a.example/x"
    assert float(row["s"].value) == 1.5


@given(st.text(alphabet=" \n;.{}()[]<>?x:a\"'\\fnsearch#", max_size=60))
def test_any_text_is_taken_or_refused(text: str) -> None:
    query = PREFIXES + text
    try:
        made = filled(query, FIND)
    except RefusedQuery:
        return
    assert made.text.count("\n") == query.count("\n")
    if not made.inserted:
        assert made.text == query
