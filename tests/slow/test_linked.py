"""Pages that carry data for search engines, the catalogue and the vocabulary, in a browser: no complaint."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PAGES = ("/doc/lg/992011/org/naosute.html", "/data", "/catalog", "/def", "/en/catalog", "/en/def")


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_has_nothing_to_complain_of(tab: Any, site: str, page: str) -> None:
    tab.open(site + page)
    assert tab.ask("document.querySelector('h1').textContent")
    block = "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]')?.text ?? '{}')"
    kind = tab.ask(f"{block}['@type'] ?? ''")
    assert bool(kind) == (page.startswith(("/doc/", "/data")))


@pytest.mark.parametrize("page", PAGES)
def test_everybody_can_use_them(
    tab: Any, site: str, axe: Callable[[Any], list[list[str]]], page: str
) -> None:
    tab.open(site + page)
    assert axe(tab) == []
    tab.look(360, 800)
    assert tab.ask("document.documentElement.scrollWidth") <= 360
