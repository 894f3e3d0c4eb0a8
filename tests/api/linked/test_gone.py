"""A thing that an earlier release had: 410, and where it went."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from core.settings import Settings
from graph.build import build
from graph.remove import remove
from loaders.cities.find import cities

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]
SHEET = "lg/992011/sheet/2025/midori-kankyo"


@pytest.fixture(scope="module")
def client(root: Path, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("gone") / "home"
    files = [root / "examples" / "yuino" / f"yuino-{year}-midori-kankyo.txt" for year in (2024, 2025)]
    build(files, home, cities(), jobs=1)
    remove([f"https://w3id.org/tsunagu/id/{SHEET}"], home, cities(), jobs=1)
    with serve(Settings(home=home)) as client:
        yield client


def test_a_page_says_when_it_was_there(client: httpx.Client) -> None:
    page = client.get(f"/doc/{SHEET}/goal/1.html", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert "まではありました" in page.text
    assert f"https://w3id.org/tsunagu/id/{SHEET}/goal/1" in page.text
    assert 'href="/doc/lg/992011' in page.text
    english = client.get(f"/en/doc/{SHEET}/goal/1.html", headers={"Accept": "text/html"})
    assert english.status_code == 410
    assert "is not in the current version" in english.text


@pytest.mark.parametrize("suffix", ["ttl", "json", "csv", "nq"])
def test_programs_are_told_too(client: httpx.Client, suffix: str) -> None:
    gone = client.get(f"/doc/{SHEET}/goal/1.{suffix}")
    assert gone.status_code == 410
    assert 'rel="' in gone.headers["link"]
    assert client.get(f"/doc/{SHEET}/goal/99.{suffix}").status_code == 404


def test_a_program_that_follows_the_identifier_hears_it(client: httpx.Client) -> None:
    answer = client.get(f"/id/{SHEET}", headers={"Accept": "application/ld+json"}, follow_redirects=True)
    assert answer.status_code == 410
    assert answer.json()["key"] == "thing-gone"
