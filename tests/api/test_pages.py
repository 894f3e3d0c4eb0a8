"""Every page of the example city: found by following the links, whole, safe, in both languages."""

import re
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from api.saved import saved_queries
from core.settings import Settings
from graph.release import Release

HTML = {"Accept": "text/html"}
DATA = ("application/json", "application/ld+json")
Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]


class Links(HTMLParser):
    """Collects addresses, identifiers and whatever a page loads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids += [known["id"]] if "id" in known else []
        if tag == "a":
            self.links.append(known["href"])
        elif "src" in known or (tag == "link" and known["rel"] not in ("alternate", "describedby")):
            self.loaded.append(known.get("src") or known["href"])
        assert tag != "script" or "src" in known or known["type"] in DATA, "no code in a page"
        assert not {"style", "onclick", "onload"} & set(known)


def crawl(client: httpx.Client, start: str, most: int) -> dict[str, httpx.Response]:
    """Follow the links of the site; parameters of queries are not followed."""
    seen: dict[str, httpx.Response] = {}
    waiting = deque([start])
    while waiting and len(seen) < most:
        address = waiting.popleft()
        if address in seen:
            continue
        seen[address] = client.get(address, headers=HTML)
        found = (link.partition("#")[0] for link in Links(seen[address].text).links)
        waiting += [each for each in found if each.startswith("/") and "?" not in each]
    return seen


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_every_link_leads_to_a_page(client: httpx.Client, start: str) -> None:
    pages = crawl(client, start, 150)
    assert len(pages) == 150
    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    html = {at: page for at, page in pages.items() if page.headers["content-type"].startswith("text/html")}
    assert len(html) > 50
    for address, page in html.items():
        links = Links(page.text)
        assert len(links.ids) == len(set(links.ids)), address
        assert all(each.startswith(("/static/", "/city.css")) for each in links.loaded), address
        assert "架空" in page.text or "fictional" in page.text, address
        assert page.headers["content-security-policy"].startswith("default-src 'self'")
        assert page.headers["x-content-type-options"] == "nosniff"
        language = "en" if address.startswith("/en") else "ja"
        assert f'<html lang="{language}">' in page.text


def test_the_first_page_shows_the_numbers_of_the_release(client: httpx.Client, example: Release) -> None:
    page = client.get("/").text
    assert f"<dd>{len(example.manifest.sheets)}</dd>" in page
    assert example.id in page


def test_the_data_page_leads_to_every_question_and_sheet(client: httpx.Client, example: Release) -> None:
    page, english = client.get("/data").text, client.get("/en/data").text
    for query in saved_queries().values():
        assert query.title.ja in page
        assert query.title.en in english
    for sheet in example.manifest.sheets:
        assert f"/sources/{sheet.sha256}" in page


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_each_saved_question_has_a_page_with_its_answer(client: httpx.Client, name: str) -> None:
    page = client.get(f"/queries/{name}")
    assert page.status_code == 200
    assert "<table>" in page.text
    download = next(link for link in Links(page.text).links if "format=csv" in link)
    answer = client.get(download)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = int(re.findall(r'class="count">(\d+)件', page.text)[0])
    assert rows >= 1


def test_a_wrong_value_is_explained_on_the_form(client: httpx.Client) -> None:
    page = client.get("/queries/priority-goals", params={"year": '"><script>'})
    assert page.status_code == 400
    assert "西暦4桁" in page.text
    assert "<script>" not in page.text
    assert client.get("/queries/priority-goals", params={"month": "4"}).status_code == 400


def test_a_thing_is_found_at_its_own_address(client: httpx.Client, example: Release) -> None:
    iri = example.manifest.sheets[0].sheet
    path = iri.partition("id/")[2]
    sent = client.get(f"/id/{path}")
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/doc/{path}.html"
    page = client.get(sent.headers["location"]).text
    assert iri in page
    assert example.manifest.sheets[0].department in page


def test_a_quote_leads_to_its_marked_line(client: httpx.Client, example: Release) -> None:
    sheet = example.manifest.sheets[0]
    path = sheet.sheet.partition("id/")[2]
    page = client.get(f"/doc/{path}/goal/1.html").text
    quote = next(link for link in Links(page).links if link.startswith("/sources/"))
    address, _, line = quote.partition("#")
    source = client.get(address).text
    assert f'<tr id="{line}" class="used">' in source
    assert f"/doc/{path}/goal/1.html" in source
    by_sheet = client.get(f"/sources/{sheet.code}/{sheet.fiscal_year}/{path.rsplit('/', 1)[-1]}")
    assert by_sheet.headers["location"] == f"/sources/{sheet.sha256}"


def test_the_source_shows_every_line_and_no_name(client: httpx.Client, example: Release) -> None:
    for sheet in example.manifest.sheets:
        source = example.source(sheet.sha256)
        assert source is not None
        page = client.get(f"/sources/{sheet.sha256}").text
        assert page.count('<tr id="L') == len(source.lines)
        assert "■" in page


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/en/nothing",
        "/queries/nothing",
        "/queries/..%2fapp",
        "/doc/lg/000000.html",
        "/doc/lg/000000",
        "/doc/x%3E%20%3Fp.html",
        "/doc/%22.html",
        "/sources/" + "0" * 64,
        "/sources/..%2f..%2fmanifest.json",
        "/sources/%2e%2e/%2e%2e/current",
        "/sources/000000/2024/nothing",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/../app.py",
        "/static//etc/passwd",
        "/static/",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_is_not_there_is_not_found(client: httpx.Client, address: str) -> None:
    response = client.get(httpx.URL(str(client.base_url).rstrip("/") + address), headers=HTML)
    assert response.status_code == 404
    assert 'href="/' in response.text
    assert "Traceback" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_pages_take_no_other_methods(client: httpx.Client) -> None:
    response = client.post("/departments", content=b"x" * 100)
    assert response.status_code == 405
    assert response.text.splitlines()[0].startswith("このアドレス")


def test_health_tells_the_release(client: httpx.Client, example: Release) -> None:
    assert client.get("/health").json() == {"status": "ok", "release": example.id}


def test_before_the_first_build_the_pages_say_what_to_do(
    settings: Settings,
    serve: Serve,
    tmp_path: Path,
) -> None:
    with serve(settings.model_copy(update={"home": tmp_path})) as client:
        page = client.get("/", headers=HTML)
        assert page.status_code == 503
        assert "tsunagu build" in page.text
        assert client.get("/health").status_code == 503
        assert "tsunagu build" in client.get("/sparql", params={"query": "ASK {}"}).text


def test_a_damaged_home_leaks_nothing(
    settings: Settings,
    serve: Serve,
    example: Release,
    tmp_path: Path,
) -> None:
    secret = tmp_path / "releases" / "0009-secret"
    secret.mkdir(parents=True)
    (secret / "manifest.json").write_text("{")
    (tmp_path / "current").write_text("0009-secret\n")
    with serve(settings.model_copy(update={"home": tmp_path})) as client:
        page = client.get("/", headers=HTML)
        assert client.get("/health").json() == {"status": "unavailable", "reason": "manifest-damaged"}
    assert page.status_code == 503
    assert "secret" not in page.text
    assert str(tmp_path) not in page.text


def test_an_unexpected_error_leaks_nothing(
    settings: Settings, serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("api.pages.home.saved_queries", broken)
    with serve(settings) as client:
        page = client.get("/", headers=HTML | {"Connection": "close"})
        program = client.get("/", headers={"Connection": "close"})
    assert (page.status_code, program.status_code) == (500, 500)
    assert "secret" not in page.text + program.text
    assert page.headers["content-security-policy"]
    assert "申し訳ありません" in page.text
    assert "secret" in caplog.text
