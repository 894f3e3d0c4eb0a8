"""The graph explorer in a browser: by mouse and by keyboard, light and dark, on a phone, without a script."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest

pytestmark = pytest.mark.slow

CTRL = 2
PARTNER = "lg/992011/org/yui-no-engawa"
POLICY = "lg/992011/policy/kihon-2023/14"
READY = "document.querySelector('#explorer[data-ready]')"
CY = "document.querySelector('#picture')._cyreg.cy"
POINTS = "document.querySelectorAll('.points tbody tr').length"
LINES = "document.querySelectorAll('.lines tbody tr').length"
SAID = "document.querySelector('#explorer-said').textContent"
SECONDS = 2.0

Tab = Any  # the class in conftest.py, which cannot be imported
Axe = Callable[[Tab], list[list[str]]]


def start(tab: Tab, site: str, focus: str = PARTNER, page: str = "/graph") -> None:
    tab.open(f"{site}{page}" + (f"?focus={quote(focus)}" if focus else ""), READY)


def step(key: str, number: int = 0) -> str:
    return f"document.querySelectorAll('.points a[data-key^=\"{key} \"]')[{number}]"


def drawn(tab: Tab) -> list[dict[str, Any]]:
    """Return where the points are drawn."""
    return list(
        tab.ask(
            f"{CY}.nodes().map((node) => ({{id: node.id(), ...node.renderedPosition(), ...node.position()}}))"
        )
    )


def same(tab: Tab) -> None:
    """Hold the picture against the tables beside it."""
    assert tab.ask(f"{CY}.nodes().length") == tab.ask(POINTS)
    assert tab.ask(f"{CY}.edges().length") == tab.ask(LINES)
    ids = "[...document.querySelectorAll('.points tr[data-node]')].map((row) => row.dataset.node).sort()"
    assert tab.ask(f"{CY}.nodes().map((node) => node.id()).sort()") == tab.ask(ids)


def changed(tab: Tab, before: int) -> int:
    tab.wait(f"{POINTS} !== {before}")
    same(tab)
    return int(tab.ask(POINTS))


@pytest.mark.parametrize("focus", ["", PARTNER])
def test_the_picture_stands_soon_and_no_point_hides_another(tab: Tab, site: str, focus: str) -> None:
    start(tab, site, focus)
    assert tab.ask("performance.getEntriesByName('explorer-drawn')[0].startTime") < SECONDS * 1000
    same(tab)
    places = tab.ask(f"{CY}.nodes().map((node) => node.renderedPosition())")
    width, height = tab.ask(f"[{CY}.width(), {CY}.height()]")
    assert 2 < len(places) <= 60
    assert len({(round(place["x"]), round(place["y"])) for place in places}) == len(places)
    assert all(0 < place["x"] < width and 0 < place["y"] < height for place in places)


def test_the_same_points_get_the_same_places(tab: Tab, site: str) -> None:
    start(tab, site)
    first = drawn(tab)
    start(tab, site)
    assert drawn(tab) == first


def test_expand_hide_pin_and_undo_by_mouse(tab: Tab, site: str) -> None:
    start(tab, site)
    first = tab.ask(POINTS)
    tab.click(step("expand"))
    more = changed(tab, first)
    assert more > first
    assert str(more - first) in tab.ask(SAID)
    tab.click(step("hide", 2))
    fewer = changed(tab, more)
    assert fewer < more
    tab.click(step("pin", 3))
    tab.wait(f"{CY}.nodes('.pinned').length === 1")
    asked = parse_qs(urlsplit(tab.ask("location.href")).query)
    assert {name: len(asked[name]) for name in ("focus", "expand", "hide", "pin")} == {
        "focus": 1,
        "expand": 1,
        "hide": 1,
        "pin": 1,
    }
    for _ in range(3):
        tab.click("document.querySelector('[data-tool=undo]')")
        tab.pause(0.3)
    tab.wait(f"{POINTS} === {first}")
    assert tab.ask("document.querySelector('[data-tool=undo]').disabled")
    same(tab)


def test_an_address_shows_the_same_to_somebody_else(tab: Tab, site: str) -> None:
    start(tab, site)
    first = tab.ask(POINTS)
    tab.click(step("expand"))
    changed(tab, first)
    rows = tab.ask("[...document.querySelectorAll('.points tr[data-node]')].map((row) => row.dataset.node)")
    address = tab.ask("location.href")
    tab.open("about:blank")
    tab.open(address, READY)
    assert rows == tab.ask(
        "[...document.querySelectorAll('.points tr[data-node]')].map((row) => row.dataset.node)"
    )
    same(tab)


def test_by_keyboard_a_row_marks_its_point_and_keeps_the_focus(tab: Tab, site: str) -> None:
    start(tab, site)
    first = tab.ask(POINTS)
    tab.ask(f"{step('expand')}.focus()")
    node = tab.ask(f"{step('expand')}.closest('tr').dataset.node")
    assert tab.ask(f"{CY}.nodes('.marked').map((node) => node.id())") == [node]
    tab.press("Enter")
    more = changed(tab, first)
    assert tab.ask("document.activeElement.closest('tr').dataset.node") == node
    tab.ask(f"{step('hide', 2)}.focus()")
    tab.press("Enter")
    changed(tab, more)
    assert tab.ask("!!document.activeElement.closest('.points tbody tr')")
    tab.press("Z", CTRL)
    tab.wait(f"{POINTS} === {more}")
    tab.press("Z", CTRL)
    tab.wait(f"{POINTS} === {first}")
    same(tab)


def test_a_way_shows_the_words_of_each_step(tab: Tab, site: str) -> None:
    start(tab, site)
    tab.ask("document.querySelector('#explorer-q').value = '生き物'")
    tab.ask("document.querySelector('form.search').requestSubmit()")
    tab.wait("document.querySelector('[data-part=hits] a.step')")
    tab.click("document.querySelectorAll('[data-part=hits] a.step')[1]")
    tab.wait("document.querySelector('ol.way li q')")
    steps = tab.ask("document.querySelectorAll('ol.way li').length")
    assert steps == tab.ask("document.querySelectorAll('ol.way li a[href*=\"/sources/\"]').length") > 0
    assert tab.ask(f"{CY}.edges('.way').length") == steps


def test_filters_hold_in_place(tab: Tab, site: str) -> None:
    start(tab, site)
    first = tab.ask(POINTS)
    tab.click("document.querySelector('form.filter input[value=indicator]')")
    fewer = changed(tab, first)
    assert fewer < first
    assert tab.ask(f"{CY}.nodes('[type = \"indicator\"]').length") == 0
    assert tab.ask("document.activeElement.value") == "indicator"


def test_choosing_in_the_picture_shows_what_can_be_done(tab: Tab, site: str) -> None:
    start(tab, site)
    tab.ask(f"{CY}.nodes()[1].emit('tap'); 0")
    assert tab.ask("document.querySelectorAll('#chosen a.step').length") > 1
    tab.ask(f"{CY}.edges()[0].emit('tap'); 0")
    assert tab.ask("!!document.querySelector('#chosen q')")
    assert tab.ask("!!document.querySelector('#chosen a[href*=\"/sources/\"]')")


def test_nothing_is_asked_of_anybody_else(tab: Tab, site: str) -> None:
    start(tab, site)
    tab.click(step("expand"))
    tab.pause(0.5)
    assert [address for address in tab.asked if not address.startswith((site, "about:"))] == []


def test_the_picture_fits_again_in_another_size(tab: Tab, site: str) -> None:
    start(tab, site)
    tab.look(390, 900)
    tab.wait(f"{CY}.width() < 390")
    tab.pause(0.3)
    width, height = tab.ask(f"[{CY}.width(), {CY}.height()]")
    places = tab.ask(f"{CY}.nodes().map((node) => node.renderedPosition())")
    assert all(0 < place["x"] < width and 0 < place["y"] < height for place in places)
    assert tab.ask("document.documentElement.scrollWidth") <= 390
    lists = tab.ask("document.querySelector('.points').getBoundingClientRect().top")
    assert lists < tab.ask("document.querySelector('#picture').getBoundingClientRect().top")


def test_the_picture_is_saved_as_svg(tab: Tab, site: str) -> None:
    start(tab, site)
    text = tab.ask(f"import('/static/explorer/save.js').then(({{ svg }}) => svg({CY}))")
    assert text.count("<text ") == tab.ask(POINTS)
    assert text.count("<line ") == tab.ask(LINES)
    assert "stroke-dasharray" in text


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("page", ["/graph", "/en/graph"])
def test_axe_finds_nothing(tab: Tab, site: str, axe: Axe, page: str, dark: bool) -> None:
    tab.look(1280, 1000, dark)
    tab.open(f"{site}{page}?focus={quote(PARTNER)}&to={quote(POLICY)}&q=%E9%87%8C%E5%B1%B1", READY)
    assert axe(tab) == []


def test_without_a_script_every_step_is_a_link(site: str) -> None:
    with httpx.Client(base_url=site, headers={"Accept": "text/html"}) as client:
        page = client.get("/graph", params={"focus": PARTNER}).text
    assert "<noscript>" in page
    assert page.count('data-key="hide ') == page.count("<tr data-node=") - 1
