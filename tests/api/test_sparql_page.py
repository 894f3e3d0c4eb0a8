"""The page at `/sparql` as the server writes it: a form that works without a script."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from api.pages.sparql_page import LONGEST_ADDRESS
from api.saved import saved_queries

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
GOALS = """PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?goal ?class WHERE { ?goal a tng:Goal, ?class } ORDER BY ?goal ?class"""
RUN_AWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"


def page_of(client: httpx.Client, query: str, path: str = "/sparql") -> httpx.Response:
    return client.get(path, params={"query": query}, headers=HTML)


def links(page: str) -> dict[str, str]:
    """Return the downloads of an answer: what a link says and its address."""
    found = re.findall(r'<a href="([^"]+)" download="[^"]+">([^<]+)</a>', page)
    return {unescape(text): unescape(address) for address, text in found}


def words(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_limits_are_those_of_the_settings(client: httpx.Client) -> None:
    page = client.get("/sparql", headers=HTML).text
    assert "2秒・3,000行・1 MiB" in page
    assert "Up to 2 seconds, 3,000 rows and 1 MiB" in client.get("/en/sparql", headers=HTML).text


def test_things_and_terms_wear_their_names(client: httpx.Client) -> None:
    page = page_of(client, GOALS).text
    assert re.search(r'<a href="/doc/lg/[^"]+/goal/1.html">[^<]*[ぁ-ん]', page)
    assert ">当年度目標</a>" in page
    english = page_of(client, GOALS, "/en/sparql").text
    assert '<a href="/en/doc/lg/' in english
    assert ">Goal of the year</a>" in english
    assert '<th scope="col">goal</th><th scope="col">class</th></tr>' in english


def test_an_iri_that_a_query_makes_up_is_shown_and_not_asked(client: httpx.Client, base: str) -> None:
    page = page_of(client, "SELECT ?class { VALUES ?class { <http://www.w3.org/ns/org#Organization> } }")
    assert ">組織</a>" in page.text
    odd = f"SELECT ?x {{ VALUES ?x {{ <{base}id/lg/992011> <{base}id/lg/%3E> <{base}id/none> <urn:a:b> }} }}"
    page = page_of(client, odd)
    assert page.status_code == 200
    assert ">結野市</a>" in page.text
    assert ">urn:a:b<" in page.text


@pytest.fixture(scope="module")
def base(client: httpx.Client) -> str:
    """The base of the city's IRIs."""
    answer = client.get("/sparql", params={"query": GOALS, "format": "csv"}).text
    return answer.splitlines()[1].partition("id/lg/")[0]


def test_every_download_is_the_answer_in_its_format(client: httpx.Client) -> None:
    found = links(page_of(client, GOALS).text)
    assert list(found) == ["CSV", "CSV（Excel用）", "TSV", "JSON", "XML"]
    rows = {name: client.get(address) for name, address in found.items()}
    assert {answer.status_code for answer in rows.values()} == {200}
    count = len(rows["JSON"].json()["results"]["bindings"])
    assert count > 2
    assert len(list(csv.DictReader(io.StringIO(rows["CSV"].text)))) == count
    assert len(list(csv.DictReader(io.StringIO(rows["CSV（Excel用）"].text)))) == count
    graph = links(page_of(client, "CONSTRUCT WHERE { ?s a ?t } LIMIT 3").text)
    assert list(graph) == ["Turtle", "N-Triples", "RDF/XML", "JSON-LD"]
    assert all(client.get(address).status_code == 200 for address in graph.values())


def test_a_graph_parameter_goes_with_the_form_and_the_downloads(client: httpx.Client) -> None:
    params = {"query": "SELECT * { ?s ?p ?o } LIMIT 1", "default-graph-uri": "urn:none"}
    page = client.get("/sparql", params=params, headers=HTML).text
    assert '<input type="hidden" name="default-graph-uri" value="urn:none">' in page
    assert all(parse_qs(urlsplit(each).query)["default-graph-uri"] for each in links(page).values())
    assert "当てはまるものはありませんでした" in page


def test_snippets_hold_an_address_that_answers(client: httpx.Client) -> None:
    page = unescape(page_of(client, GOALS).text)
    addresses = re.findall(r'"(http://[^"]+format=csv)"', page)
    assert len(addresses) == 2, "pandas and R"
    assert all(client.get(each).headers["content-type"].startswith("text/csv") for each in addresses)
    assert "dtype=str" in page
    assert "rdflib.Graph()" in page_of(client, "CONSTRUCT WHERE { ?s a ?t } LIMIT 3").text


def test_a_query_too_long_for_an_address_is_sent_by_a_form(client: httpx.Client) -> None:
    query = GOALS + "\n# " + "x" * LONGEST_ADDRESS
    page = page_of(client, query).text
    assert links(page) == {}
    assert 'formaction="/sparql/excel"' in page
    assert 'name="format" value="csv"' in page
    assert f'<input type="hidden" name="query" value="{GOALS[:12]}' in page
    sent = client.post("/sparql/excel", data={"query": query})
    assert sent.text.startswith("\ufeffgoal,class\r\n")


def test_csv_for_excel(client: httpx.Client) -> None:
    query = 'SELECT (-1.5 AS ?n) ("=1+1" AS ?f) ("あ,い" AS ?t) (1/0 AS ?e) {}'
    answer = client.get("/sparql/excel", params={"query": query})
    assert answer.content.decode("utf-8") == '\ufeffn,f,t,e\r\n-1.5,\'=1+1,"あ,い",\r\n'
    assert answer.headers["content-disposition"] == 'attachment; filename="tsunagu.csv"'
    assert client.get("/sparql/excel", params={"query": "ASK {}"}).text == "\ufeffanswer\r\nTrue\r\n"
    assert client.get("/sparql/excel").status_code == 400
    assert client.get("/sparql/excel", params={"query": "DESCRIBE <urn:a>"}).status_code == 406
    assert client.get("/sparql/excel", params={"query": RUN_AWAY}).status_code == 504


def test_a_mistake_has_its_place_for_the_editor(client: httpx.Client) -> None:
    page = page_of(client, "SELECT * {\n  ?s ?p }")
    assert page.status_code == 400
    place = re.search(r'data-line="(\d+)" data-column="(\d+)"', page.text)
    assert place
    assert f"{place[1]}行{place[2]}列：" in page.text
    assert "<h2>クエリを確かめてください</h2>" in page.text
    assert "0件という意味ではありません" not in page.text


@pytest.mark.parametrize(
    ("query", "status", "heading"),
    [
        (RUN_AWAY, 504, "時間切れです"),
        ("SELECT ?p { ?s ?p ?o } LIMIT 3001", 422, "答えが大きすぎます"),
    ],
)
def test_no_answer_is_not_an_empty_answer(
    client: httpx.Client, query: str, status: int, heading: str
) -> None:
    page = page_of(client, query)
    assert page.status_code == status
    assert f"<h2>{heading}</h2>" in page.text
    assert "0件という意味ではありません" in page.text
    assert "当てはまるものはありませんでした" not in page.text
    empty = page_of(client, "SELECT * { ?s <urn:none> ?o }")
    assert empty.status_code == 200
    assert "当てはまるものはありませんでした" in empty.text
    assert 'role="alert"' not in empty.text


@pytest.mark.parametrize("path", ["/sparql", "/en/sparql"])
def test_saved_questions_fill_the_form(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers=HTML).text
    offered = re.findall(rf'<a href="{path}\?saved=([a-z-]+)" data-saved>', page)
    assert offered == list(saved_queries())
    loaded = client.get(path, params={"saved": offered[0]}, headers=HTML).text
    text = re.search(r'<textarea id="query"[^>]*>(.*?)</textarea>', loaded, re.DOTALL)
    assert text
    assert "SELECT" in text[1]
    assert "?_" not in text[1], "every place has its default"
    assert page_of(client, unescape(text[1]), path).status_code == 200
    assert client.get(path, params={"saved": "nothing"}, headers=HTML).status_code == 404


def test_a_long_graph_is_shown_in_part_and_says_so(client: httpx.Client) -> None:
    page = page_of(client, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2000").text
    assert "はじめの部分を表示しています" in page
    shown = re.search(r'<pre class="graph"><code>(.*?)</code>', page, re.DOTALL)
    assert shown
    assert 50_000 < len(unescape(shown[1])) <= 100_000


def test_the_script_gets_its_words_and_no_markup_can_break_out(client: httpx.Client) -> None:
    page = page_of(client, "</script><script>alert(1)</script>").text
    assert "<script>alert" not in page
    assert set(words(page)) == set(words(client.get("/en/sparql", headers=HTML).text))
    assert words(page)["terms"] == "/sparql/terms.json"
    assert re.findall(r"<script(?! type=\"application/json\")[^>]*>", page) == [
        '<script type="module" src="/static/sparql/page.js">'
    ]
    assert " style=" not in page


def test_terms_have_labels_in_both_languages_and_own_ones_stand_first(client: httpx.Client) -> None:
    answer = client.get("/sparql/terms.json")
    terms = answer.json()["terms"]
    names = [term["name"] for term in terms]
    own = [name for name in names if name.startswith("tng:")]
    assert names[: len(own)] == own
    assert len(names) == len(set(names))
    goal = next(term for term in terms if term["name"] == "tng:Goal")
    assert (goal["kind"], goal["ja"], goal["en"]) == ("class", "当年度目標", "Goal of the year")
    assert all({"ja", "en", "about"} <= set(term) for term in terms if term["name"].startswith("tng:"))
    assert {term["name"]: term["kind"] for term in terms}["dct:title"] == "property"
    assert set(answer.json()["prefixes"]) >= {name.split(":")[0] for name in names}
    english = client.get("/en/sparql/terms.json").json()["terms"]
    assert [term["name"] for term in english] == names
    assert next(term for term in english if term["name"] == "tng:Goal")["about"].isascii()
    assert answer.headers["etag"] != client.get("/en/sparql/terms.json").headers["etag"]
