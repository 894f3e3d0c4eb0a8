"""The menu around every page, in a browser, at a desk and on a phone."""

from typing import Any

import pytest

pytestmark = pytest.mark.slow

WIDTHS = (390, 1280)


@pytest.mark.parametrize("width", WIDTHS)
def test_one_menu_is_there_and_leads_on_by_keyboard(tab: Any, site: str, width: int) -> None:
    tab.look(width, 900)
    tab.open(f"{site}/help")
    assert (
        tab.ask("[...document.querySelectorAll('header nav')].filter((nav) => nav.checkVisibility()).length")
        == 1
    )
    tab.press("Tab")
    assert tab.ask("document.activeElement.className") == "skip"
    if width == min(WIDTHS):
        tab.ask("document.querySelector('header summary').focus()")
        tab.press("Enter")
    assert tab.ask("document.querySelector('header nav:is(.flat, .folded) a[href=\"/data\"]') !== null")
    tab.ask(
        "[...document.querySelectorAll('header nav a[href=\"/data\"]')]"
        ".find((link) => link.checkVisibility()).focus()"
    )
    tab.press("Enter")
    tab.wait("location.pathname === '/data' && document.readyState === 'complete'")
