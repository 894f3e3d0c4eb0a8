"""What every page has around it: whom to tell, on what terms, where one is; pages of words and numbers."""

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from api.app import create_app
from api.errors import TooManyRequests, TooSlow, Unavailable
from api.faces import colours, faces
from api.navigation import GROUPS
from api.pages.measured import KINDS
from core.settings import Settings
from graph.manifest import CityFace, Manifest
from graph.release import Release
from loaders.cities.colours import DARK, LEGIBLE, LIGHT, palest

HTML = {"Accept": "text/html"}
PAGES = ("/", "/help", "/accessibility", "/quality", "/data", "/search", "/views", "/sparql", "/nothing")
LANGUAGES = ("", "/en")
Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]


@pytest.fixture
def bare(example: Release, settings: Settings, serve: Serve, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of the same release, whose city says nothing of itself."""
    home = tmp_path / "home"
    shutil.copytree(example.path.parents[1], home, ignore=shutil.ignore_patterns("cache", "files"))
    place = home / "releases" / example.id / "manifest.json"
    manifest = json.loads(place.read_bytes())
    del manifest["cities"][0]["face"]
    place.write_text(json.dumps(manifest), encoding="utf-8")
    with serve(settings.model_copy(update={"home": home})) as client:
        yield client


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_whom_to_tell_and_on_what_terms(
    client: httpx.Client, example: Release, prefix: str, path: str
) -> None:
    page = client.get(prefix + path, headers=HTML).text
    foot = page[page.index('<footer class="site">') :]
    assert "mailto:opendata@yuino.example?subject=" in foot
    assert "CC BY 4.0" in foot
    assert example.id in foot
    assert f'href="{prefix}/accessibility"' in foot
    assert page.count("<h1") == 1
    assert page.index("/static/site.css") < page.index("/city.css")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_message_about_a_mistake_names_the_page(client: httpx.Client, prefix: str) -> None:
    page = client.get(f"{prefix}/views/targets", headers=HTML).text
    assert "%2Fviews%2Ftargets" in page or "/views/targets" in re.findall(r'href="mailto:([^"]+)"', page)[0]


def test_the_menu_leads_to_pages_and_marks_the_one_shown(client: httpx.Client) -> None:
    addresses = [address for group in GROUPS.values() for address in group]
    for address in addresses:
        page = client.get(address, headers=HTML)
        assert page.status_code == 200, address
        # Once in a row and once folded, of which style shows one.
        assert page.text.count(f'<a href="{address}" aria-current="page">') == 2
        assert page.text.count('aria-current="page">') - page.text.count('<li aria-current="page">') == 2
    assert '<a href="/en/views" aria-current="true">' in client.get("/en/views/coverage", headers=HTML).text


def test_a_city_that_says_nothing_is_shown_plainly(bare: httpx.Client) -> None:
    page, english = bare.get("/", headers=HTML).text, bare.get("/en/", headers=HTML).text
    assert "利用条件（権利）の記載はありません" in page
    assert "Rights are not stated" in english
    assert "mailto:" not in page
    assert "結野市" in page
    assert bare.get("/city.css").text == ""
    assert "利用条件を記載していません" in bare.get("/data", headers=HTML).text


def test_before_the_first_build_pages_say_what_to_do(
    settings: Settings, serve: Serve, tmp_path: Path
) -> None:
    with serve(settings.model_copy(update={"home": tmp_path})) as client:
        page = client.get("/", headers=HTML)
        assert (page.status_code, client.get("/city.css").status_code) == (503, 200)
        assert "tsunagu build" in page.text
        assert "このサイトを公開している自治体" in page.text
        assert client.get("/help", headers=HTML).status_code == 200


@pytest.fixture
def coloured(example: Release) -> Manifest:
    """The manifest of the example, its city with colours and without address."""
    face = CityFace(name="結野", colour="#7a1f4b", colour_dark="#e6a3c4", url="https://yuino.example/")
    return replace(example.manifest, cities=(replace(example.manifest.cities[0], face=face),))


def test_the_colours_of_one_city_are_those_of_its_pages(coloured: Manifest) -> None:
    sheet = colours(coloured)
    assert sheet.count("--accent") == 2
    assert re.search(r"not all and \(prefers-color-scheme: dark\) .*#7a1f4b", sheet)
    assert re.search(r"@media \(prefers-color-scheme: dark\) .*#e6a3c4", sheet)
    assert colours(replace(coloured, cities=coloured.cities * 2)) == ""
    assert colours(None) == ""


def test_a_city_without_e_mail_is_told_at_its_address(coloured: Manifest) -> None:
    (face,) = faces(coloured, "ja", "/")
    assert (face.name, face.report, face.contact) == ("結野", "https://yuino.example/", "結野市")


def test_the_style_sheet_of_a_city_is_kept_until_it_changes(client: httpx.Client) -> None:
    first = client.get("/city.css")
    assert first.headers["content-type"].startswith("text/css")
    again = client.get("/city.css", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def tokens(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of a style sheet by name, in light and in dark."""
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", sheet, re.DOTALL)[:2]
    return dict(re.findall(r"--([\w-]+): (#\w{6});", light)), dict(re.findall(r"--([\w-]+): (#\w{6});", dark))


def test_every_colour_of_letters_is_legible_on_every_ground(root: Path) -> None:
    light, dark = tokens((root / "api" / "static" / "site.css").read_text(encoding="utf-8"))
    written = (
        "ink",
        "soft",
        "accent",
        "good",
        "warn",
        "department",
        "partner",
        "policy",
        "objective",
        "program",
    )
    for known, least in ((light, LIGHT), (dark, DARK)):
        grounds = [known[name] for name in ("ground", "paper", "tint", "used", "good-tint", "warn-tint")]
        assert {known[name] for name in ("paper", "ground", "tint")} <= {*least}
        for name in written:
            assert palest(known[name], grounds) >= LEGIBLE, name
        # A city's colour is looked at on the grounds that are hardest to read on.
        assert palest(known["accent"], least) <= palest(known["accent"], grounds)


@pytest.mark.parametrize(("prefix", "button"), [("", "検索"), ("/en", "Search")])
def test_a_page_that_is_not_there_offers_search(client: httpx.Client, prefix: str, button: str) -> None:
    page = client.get(f"{prefix}/doc/nothing.html", headers=HTML)
    assert page.status_code == 404
    assert f'action="{prefix}/search"' in page.text
    assert f'<button type="submit">{button}</button>' in page.text


PROBLEMS = (
    (TooManyRequests("query-share", limit=4, retry=2), 429, "数秒おいて", "pause between requests"),
    (Unavailable("query-busy", retry=2), 503, "少し待って", "Wait a little"),
    (TooSlow("query-too-slow", seconds="10"), 504, "一つに絞る", "narrower question"),
    (ValueError("planted"), 500, "こちらの不具合", "fault is on our side"),
)


@pytest.mark.parametrize(("error", "status", "todo", "english"), PROBLEMS)
def test_a_page_that_fails_says_what_to_do(
    settings: Settings, error: Exception, status: int, todo: str, english: str
) -> None:
    app = create_app(settings)

    async def fail(request: Request) -> Response:
        raise error

    async def asked(path: str) -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://yuino.example") as client:
            return await client.get(path, headers=HTML)

    app.add_route("/views/failing/now", fail)
    app.add_route("/en/views/failing/now", fail)
    for prefix, words in (("", todo), ("/en", english)):
        page = asyncio.run(asked(f"{prefix}/views/failing/now?year=2024"))
        assert page.status_code == status
        assert words in page.text
        assert f'<a href="{prefix}/views/failing/now?year=2024">' in page.text
        assert "opendata@yuino.example" in page.text
        assert "planted" not in page.text


def test_the_lines_to_copy_name_the_site_that_was_asked(client: httpx.Client) -> None:
    for host in ("one.example", "two.example"):
        assert f"http://{host}/api/queries/" in client.get("/data", headers={"Host": host}).text


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_what_the_data_page_offers_is_there(client: httpx.Client, prefix: str) -> None:
    page = client.get(f"{prefix}/data").text
    offered = {unescape(each) for each in re.findall(r'href="(/(?:api|data|dumps)/[^"]+)"', page)}
    assert len(offered) > 60
    for address in sorted(offered):
        assert client.get(address).status_code == 200, address
    excel = client.get(next(each for each in offered if "format=csv-excel" in each))
    assert excel.content.startswith(b"\xef\xbb\xbf")


def test_quality_counts_what_the_release_holds(client: httpx.Client, example: Release) -> None:
    page = client.get("/quality").text
    found = example.findings()
    assert sum(map(int, re.findall(r"<small>(\d+)件（シート", page))) == len(found)
    for each in found:
        if each.finding.line and each.sheet:
            assert f"#L{each.finding.line}" in page
    shares = re.findall(r'data-heading="割合">(\d+)%', page)
    assert len(shares) > 8
    assert shares[0] == "100"
    assert "自動抽出・未確認" in page


def test_what_was_measured_is_what_the_document_says(root: Path) -> None:
    text = (root / "docs" / "quality.md").read_text(encoding="utf-8")
    table = re.findall(r"<!-- kinds -->(.*?)<!-- /kinds -->", text, re.DOTALL)[0]
    words = {"figures": "figures"} | {kind: kind for kind in KINDS}
    for kind, counts in KINDS.items():
        row = next(line for line in table.splitlines() if f"/ {words[kind]} |" in line)
        unread = row.split("|")[3]
        assert tuple(map(int, re.findall(r"\((\d+), (\d+), (\d+)\)", unread)[0])) == counts


@pytest.mark.parametrize(
    ("start", "question"), [("/", "届かなかった目標値"), ("/en/", "Which targets were missed")]
)
def test_a_missed_target_and_its_sentence_are_three_clicks_away(
    client: httpx.Client, start: str, question: str
) -> None:
    page = client.get(start).text
    view = next(href for href, text in links(page) if question in text)
    listed = client.get(view).text
    missed = listed[listed.index('id="targets-missed"') :]
    source, sentence = next((href, text) for href, text in links(missed) if "/sources/" in href)
    address, _, line = source.partition("#")
    marked = client.get(address).text
    row = re.findall(rf'<tr id="{line}" class="used">(.*?)</tr>', marked, re.DOTALL)[0]
    assert sentence[:5] in unescape(re.sub("<[^>]+>", "", row))


def links(page: str) -> list[tuple[str, str]]:
    """Return the addresses and texts of the links of a page, in their order."""
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [(unescape(href), unescape(re.sub("<[^>]+>", "", text))) for href, text in found]
