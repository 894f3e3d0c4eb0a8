"""The page `/graph` without a script: tables, links, forms, files."""

import csv
import io
import json
import re
from html import unescape
from xml.etree.ElementTree import fromstring

import httpx
import pytest

CITY = "lg/992011"
PARTNER = f"{CITY}/org/yui-no-engawa"
POLICY = f"{CITY}/policy/kihon-2023/14"
HTML = {"Accept": "text/html"}
STEP = r'<a class="step" data-step data-key="{} [^"]+" href="([^"]+)"'


def page(client: httpx.Client, address: str = "/graph", **parameters: object) -> str:
    answer = client.get(address, params=parameters or None, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def links(text: str, key: str) -> list[str]:
    return [unescape(address) for address in re.findall(STEP.format(key), text)]


def rows(text: str, kind: str) -> int:
    return text.count(f"<tr data-{kind}=")


@pytest.mark.parametrize("address", ["/graph", "/en/graph"])
@pytest.mark.parametrize("focus", ["", PARTNER])
def test_tables_have_what_the_picture_has(client: httpx.Client, address: str, focus: str) -> None:
    text = page(client, address, focus=focus)
    told = client.get("/api/neighbourhood", params={"focus": focus}).json()
    data = re.search(r'id="explorer-data" data-part="data">(.*?)</script>', text, re.DOTALL)
    assert data
    assert json.loads(data[1]) == told
    assert (rows(text, "node"), rows(text, "edge")) == (len(told["nodes"]), len(told["edges"]))


def test_every_step_is_an_address_that_shows_it(client: httpx.Client) -> None:
    first = page(client, focus=PARTNER, depth=1)
    wider = page(client, links(first, "expand")[0])
    assert rows(wider, "node") > rows(first, "node")
    narrower = page(client, links(wider, "hide")[-1])
    assert rows(narrower, "node") < rows(wider, "node")
    assert "固定を外す" in page(client, links(narrower, "pin")[1])
    assert links(page(client, links(narrower, "center")[1]), "center")


def test_english_pages_lead_to_english_pages(client: httpx.Client) -> None:
    text = page(client, "/en/graph", focus=PARTNER)
    assert all(address.startswith("/en/graph?") for address in links(text, "hide"))
    assert "found by rule, not confirmed" in text


def test_proposed_lines_say_so(client: httpx.Client) -> None:
    text = page(client, focus=f"{CITY}/dept/kurashi-anshin")
    told = client.get("/api/neighbourhood", params={"focus": f"{CITY}/dept/kurashi-anshin"}).json()
    proposed = [edge for edge in told["edges"] if edge["status"] == "proposed"]
    assert proposed
    assert text.count('<span class="unconfirmed">自動抽出・未確認</span>') == len(proposed)


def test_a_way_is_a_list_with_the_words_of_each_step(client: httpx.Client) -> None:
    text = page(client, focus=PARTNER, to=POLICY)
    way = text.partition('<ol class="way">')[2].partition("</ol>")[0]
    assert way.count("<li data-edge=") == way.count("<q>") > 0
    assert "/sources/" in way


def test_words_find_points(client: httpx.Client) -> None:
    text = page(client, focus=PARTNER, q="里山")
    assert "中心にする" in text.partition('id="hits"')[2]
    assert "当たる点は見つかりません" in page(client, q="ありえないことば")


def test_the_form_keeps_what_was_chosen(client: httpx.Client) -> None:
    text = page(client, focus=PARTNER, year="2024", status="stated", types="goal,partner", pin=POLICY)
    form = text.partition('<form class="filter"')[2].partition("</form>")[0]
    assert re.findall(r'name="(\w+)" value="([^"]+)" checked', form) == [
        ("types", "goal"),
        ("types", "partner"),
        ("year", "2024"),
        ("status", "stated"),
    ]
    assert f'type="hidden" name="pin" value="{POLICY}"' in form


def test_conditions_that_nothing_meets_say_what_to_do(client: httpx.Client) -> None:
    assert "条件を外してみてください" in page(client, focus=PARTNER, year="1999")


@pytest.mark.parametrize(("address", "words"), [("/graph", "探して"), ("/en/graph", "Look for it")])
def test_an_unknown_thing_has_a_page_that_says_what_to_do(
    client: httpx.Client, address: str, words: str
) -> None:
    answer = client.get(address, params={"focus": f"{CITY}/org/nobody"}, headers=HTML)
    assert answer.status_code == 404
    assert words in answer.text


def test_files_have_what_the_picture_has(client: httpx.Client) -> None:
    told = client.get("/api/neighbourhood", params={"focus": PARTNER}).json()
    points, lines = len(told["nodes"]), len(told["edges"])

    def file(name: str) -> str:
        answer = client.get("/graph", params={"focus": PARTNER, "format": name})
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return answer.content.decode("utf-8-sig")

    assert len(list(csv.reader(io.StringIO(file("csv-points"))))) == points + 1
    quotes = sum(len(edge["evidence"]) for edge in told["edges"])
    assert len(list(csv.reader(io.StringIO(file("csv-lines"))))) == quotes + 1
    for name, (node, edge) in {"graphml": ("node", "edge"), "gexf": ("node", "edge")}.items():
        tree = fromstring(file(name))
        found = [element.tag.rpartition("}")[2] for element in tree.iter()]
        assert (found.count(node), found.count(edge)) == (points, lines)


def test_another_format_is_refused(client: httpx.Client) -> None:
    answer = client.get("/graph", params={"focus": PARTNER, "format": "xls"}, headers=HTML)
    assert answer.status_code == 406
