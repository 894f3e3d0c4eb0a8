"""Every page that can be reached from the home page answers, and the chief ones in a browser."""

import re
import struct
import subprocess
from html import unescape
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

HREF = re.compile(r"""href=["']([^"'#]+)""")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--hide-scrollbars",
)
MOST_PAGES = 150


def links(site: str, page: str) -> list[str]:
    """Return the addresses of this site that a page links to, without the site."""
    found = [unescape(href).removeprefix(site) for href in HREF.findall(page)]
    return sorted({href for href in found if href.startswith("/") and not href.startswith("//")})


def test_no_link_is_dead(site: str) -> None:
    seen: set[str] = set()
    waiting = ["/", "/en/"]
    with httpx.Client(base_url=site, follow_redirects=True, timeout=30) as client:
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.5"})
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
            if "html" in answer.headers["content-type"]:
                waiting += links(site, answer.text)
    assert len(seen) > 20


def test_pages_ask_nobody_outside(site: str) -> None:
    for path in ("/", "/en/", "/sparql"):
        page = httpx.get(site + path, headers={"Accept": "text/html"}).text
        fetched = re.findall(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["']([^"']+)""", page)
        assert [address for address in fetched if "//" in address and not address.startswith(site)] == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["home", "english", "sparql", "saved", "thing", "source"])
def test_page_in_a_browser(site: str, browser: str, tmp_path: Path, kind: str, width: int) -> None:
    address = site + chief_pages(site)[kind]
    picture = tmp_path / "page.png"
    command = [
        browser,
        *FLAGS,
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={width},1600",
        f"--screenshot={picture}",
        address,
    ]
    ended = subprocess.run(command, capture_output=True, timeout=120, check=True)
    said = ended.stderr.decode(errors="replace")
    assert [line for line in said.splitlines() if ":CONSOLE" in line] == []
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, 1600)
    assert len(data) > 10_000, "an empty page is smaller"


def chief_pages(site: str) -> dict[str, str]:
    """Return a page of each kind that people look at."""
    paths: list[str] = []
    with httpx.Client(base_url=site, follow_redirects=True, timeout=30) as client:
        for start in ("/", "/departments", "/policies"):
            paths += links(site, client.get(start, headers={"Accept": "text/html"}).text)
        thing = next(path for path in paths if path.startswith(("/doc/", "/id/")))
        paths += links(site, client.get(thing, headers={"Accept": "text/html"}).text)
    return {
        "home": "/",
        "english": "/en/",
        "sparql": "/sparql",
        "saved": next(path for path in paths if path.startswith("/queries/")),
        "thing": thing,
        "source": next(path for path in paths if path.startswith("/sources/")),
    }
