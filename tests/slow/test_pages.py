"""Every page that can be reached from the home page answers."""

import re
from html import unescape

import httpx
import pytest

pytestmark = pytest.mark.slow

HREF = re.compile(r"""href=["']([^"'#]+)""")
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
