"""What changed between releases, on a page, as data, as a patch and as a feed."""

import json
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from core.settings import Settings
from graph.build import build
from graph.home import Home
from graph.release import Release, releases
from loaders.cities.find import cities

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def two(root: Path, example: Release, tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """The release of the example city, and one in which a sheet is missing and a target is another."""
    home = tmp_path_factory.mktemp("changes") / "home"
    shutil.copytree(example.path.parents[1], home)
    files = sorted((root / "examples" / "yuino").glob("*.txt"))
    left = home.parent / files[0].name
    text = files[0].read_text("utf-8")
    assert "000人）（通年）" in text
    left.write_text(text.replace("000人）（通年）", "500人）（通年）"), "utf-8")
    assert build([left, *files[1:-1]], home, cities(), jobs=1, fresh=True).changed
    return releases(home)


@pytest.fixture(scope="module")
def shown(two: list[Release], serve: Callable) -> Iterator[httpx.Client]:
    with serve(Settings(home=two[0].path.parents[1])) as client:
        yield client


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "取り下げられたシート（1件）"), ("/en", "Sheets withdrawn (1)")]
)
def test_the_page_in_both_languages(shown: httpx.Client, two: list[Release], prefix: str, words: str) -> None:
    page = shown.get(f"{prefix}/data/changes/{two[1].id}")
    assert page.status_code == 200
    assert words in page.text
    assert two[0].id in page.text
    listed = shown.get(f"{prefix}/data").text
    assert words in listed
    assert f'href="{prefix}/data/changes/{two[1].id}"' in listed
    assert f'href="{prefix}/data/changes/{two[0].id}"' not in listed


def test_the_patch_makes_one_release_of_the_other(shown: httpx.Client, two: list[Release]) -> None:
    sent = shown.get(f"/data/changes/{two[1].id}/patch.rdfp")
    assert sent.headers["content-type"] == "application/rdf-patch"
    quads = set(two[0].dump_path.read_bytes().splitlines())
    for line in sent.content.splitlines():
        sign, _, quad = line.partition(b" ")
        if sign == b"D":
            quads.remove(quad)
        elif sign == b"A":
            quads.add(quad)
    assert sorted(quads) == two[1].dump_path.read_bytes().splitlines()
    address = f"/data/changes/{two[1].id}/patch.rdfp"
    again = shown.get(address, headers={"If-None-Match": sent.headers["etag"]})
    assert (again.status_code, shown.head(address).content) == (304, b"")


def test_the_other_way_round(shown: httpx.Client, two: list[Release]) -> None:
    found = shown.get(f"/data/changes/{two[0].id}/changes.json", params={"from": two[1].id}).json()
    there = shown.get(f"/data/changes/{two[1].id}/changes.json").json()
    assert (found["added"], found["deleted"]) == (there["deleted"], there["added"])
    assert {(each["rule"], each["kind"]) for each in found["changes"]} >= {("sheets", "new")}
    assert ("targets", "changed") in {(each["rule"], each["kind"]) for each in there["changes"]}, json.dumps(
        there
    )


def test_a_former_release_keeps_its_addresses(shown: httpx.Client, two: list[Release]) -> None:
    first = two[0]
    for name in ("graph.nq", "goals.csv", "SHA256SUMS"):
        sent, now = (shown.get(f"/dumps/{each.id}/{name}") for each in two)
        assert (sent.status_code, now.status_code) == (200, 200)
        assert sent.content != now.content == shown.get(f"/dumps/{name}").content
    assert shown.get(f"/dumps/{first.id}/graph.nq").content == first.dump_path.read_bytes()


@pytest.mark.parametrize("path", ["0009-000000000000", "x", "{first}", "{second}?from=x", "{second}/none"])
def test_what_cannot_be_compared(shown: httpx.Client, two: list[Release], path: str) -> None:
    path = path.format(first=two[0].id, second=two[1].id)
    assert shown.get(f"/data/changes/{path}").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_feed(shown: httpx.Client, two: list[Release], prefix: str) -> None:
    sent = shown.get(f"{prefix}/data/changes.atom")
    assert sent.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(sent.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [two[1].id in (each.findtext(f"{ATOM}title") or "") for each in entries] == [True, False]
    for each in (feed, *entries):
        assert (each.findtext(f"{ATOM}id") or "").startswith("urn:tsunagu:992011:")
        assert each.findtext(f"{ATOM}title")
        assert each.findtext(f"{ATOM}updated")
        assert each.find(f"{ATOM}link") is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = [each.find(f"{ATOM}link") for each in entries]
    assert shown.get(links[0].get("href")).status_code == 200
    assert "2500人" in (entries[0].findtext(f"{ATOM}content") or "")


def test_the_feed_ends_with_the_release_that_answers(shown: httpx.Client, two: list[Release]) -> None:
    home = Home(two[0].path.parents[1])
    home.set_current(two[0].id)
    try:
        feed = ElementTree.fromstring(shown.get("/data/changes.atom").content)
    finally:
        home.set_current(two[1].id)
    assert len(feed.findall(f"{ATOM}entry")) == 1
