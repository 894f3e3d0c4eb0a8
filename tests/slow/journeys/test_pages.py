"""Every type of page in a browser: axe-core finds nothing, nothing sticks out, and nobody else is asked."""

import csv
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

pytestmark = pytest.mark.slow

Tab = Any  # the class in ../conftest.py, which cannot be imported
Axe = Callable[[Tab], list[list[str]]]

LISTS = ("/departments", "/programs", "/policies", "/partners", "/indicators")
VIEWS = ("targets", "coverage", "partners", "collaboration", "bridges", "flow", "years")
PAGES = (
    *("/", f"/search?q={quote('里山')}", "/search?q=zzzz", *LISTS, "/indicators?year=1999"),
    *("/graph?focus=lg/992011/org/yui-no-engawa", "/graph?focus=lg/992011/org/nobody"),
    *("/views", *(f"/views/{view}" for view in VIEWS), "/views/partners?embed=1", "/views/years?year=2024"),
    *("/quality", "/data", "/help", "/accessibility", "/sparql", "/nothing"),
    *("/queries/policies-without-goals", f"/queries/priority-goals?year={quote('来年')}"),
)
WIDTHS = (320, 390, 1280)
CLASSES = """PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?class (MIN(STR(?thing)) AS ?first)
WHERE { ?thing a ?class FILTER(STRSTARTS(STR(?class), STR(tng:))) } GROUP BY ?class ORDER BY ?class"""
NAMES = "https://w3id.org/tsunagu/id/"

WORDS = "document.querySelector('main').innerText"
ADDRESSES = """(() => {
  const shown = document.querySelector('main').cloneNode(true);
  shown.querySelectorAll('code, pre, script, textarea, .identifier, .code').forEach((each) => each.remove());
  return shown.textContent.match(/https?:[^ ]*w3[^ ]*/g) ?? [];
})()"""
NEXT = """(() => {
  const at = document.activeElement;
  if (at === document.body || at === window.first) return null;
  window.first ??= at;
  const box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  const follows = window.before?.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
  const after = !window.before || Boolean(follows);
  window.before = at;
  return [after, seen, at.outerHTML.slice(0, 120)];
})()"""
OUTLINED = """(() => {
  const inner = document.activeElement.shadowRoot;
  const style = getComputedStyle(inner ? inner.querySelector('.cm-editor') : document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
})()"""

STEPS = 45
DRAWN = """(() => {
  const svg = document.querySelector('svg[viewBox]');
  const box = (each) => { const { x, y, width, height } = each.getBBox(); return [x, y, width, height]; };
  const kinds = ':is(.v-department, .v-partner, .v-objective, .v-policy, .v-mark, .v-part)';
  return [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height,
    [...svg.querySelectorAll(kinds)].map(box), [...svg.querySelectorAll('text')].map(box)];
})()"""


def show(tab: Tab, address: str, width: int, dark: bool = False) -> None:
    """Load a page, and open whatever is folded in it."""
    tab.look(width, 900, dark)
    tab.open(address, "!document.querySelector('#explorer') || document.querySelector('[data-ready]')")
    tab.ask("document.querySelectorAll('details').forEach((each) => (each.open = true))")


SPILT = """[...document.querySelectorAll('.turned, thead th')].filter((each) => {
  const inner = each.querySelector('span, a')?.getBoundingClientRect();
  const box = each.getBoundingClientRect();
  return inner && (inner.bottom > box.bottom + 1 || inner.right > box.right + 1);
}).map((each) => each.textContent)"""


def wrong(tab: Tab, axe: Axe, dark: bool, width: int) -> list[object]:
    """Return what is wrong with the open page."""
    tab.look(width, 900, dark)
    found: list[object] = [*axe(tab)]
    found += [("raw address", each) for each in tab.ask(ADDRESSES)]
    found += [("spills over", each) for each in tab.ask(SPILT)]
    headings = tab.ask("[...document.querySelectorAll('h1')].map((each) => each.innerText.trim())")
    if len(headings) != 1 or not headings[0]:
        found.append(("h1", headings))
    for each in WIDTHS:
        tab.look(each, 900, dark)
        if (wide := tab.ask("document.documentElement.scrollWidth")) > each:
            found.append(("sticks out", each, wide))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_for_everybody(tab: Tab, site: str, axe: Axe, page: str) -> None:
    show(tab, site + page, 1280)
    assert tab.ask("document.documentElement.lang") == "ja"
    assert wrong(tab, axe, dark=False, width=1280) == []
    show(tab, f"{site}/en{page}", 390, dark=True)
    assert tab.ask("document.documentElement.lang") == "en"
    assert wrong(tab, axe, dark=True, width=390) == []
    assert [each for each in tab.asked if not each.startswith((site, "about:"))] == []


def test_a_page_of_each_class_and_its_source_are_for_everybody(tab: Tab, site: str, axe: Axe) -> None:
    found: dict[str, list[object]] = {}
    for number, (name, address) in enumerate(things(site).items()):
        on_phone = number % 2 == 1
        width = 390 if on_phone else 1280
        show(tab, site + address, width, dark=on_phone)
        found[name] = wrong(tab, axe, dark=on_phone, width=width)
    assert len(found) > 25
    assert {name: each for name, each in found.items() if each} == {}
    assert [each for each in tab.asked if not each.startswith((site, "about:"))] == []


def things(site: str) -> dict[str, str]:
    """Return a page of each class of the vocabulary, and one of a source."""
    answer = httpx.get(f"{site}/sparql", params={"query": CLASSES}, headers={"Accept": "text/csv"})
    _, *rows = csv.reader(io.StringIO(answer.text))
    pages = {name.partition("#")[2]: f"/doc/{first.removeprefix(NAMES)}.html" for name, first in rows}
    file = pages["SourceFile"].removeprefix("/doc/file/").removesuffix(".html")
    return {**pages, "source": f"/sources/{file}#L20"}


@pytest.mark.parametrize("page", ["/en/", *PAGES[:2], "/indicators", "/views/partners", "/sparql", "/data"])
def test_tab_goes_through_a_page_in_order_and_is_seen(tab: Tab, site: str, page: str) -> None:
    tab.look(1280, 900, dark=page == "/")
    tab.open(site + page)
    assert tab.ask("Math.max(...[...document.querySelectorAll('*')].map((each) => each.tabIndex))") == 0
    for _ in range(STEPS):
        tab.press("Tab")
        told = tab.ask(NEXT)
        if told is None:
            break
        after, seen, element = told
        assert after, f"against the order: {element}"
        assert seen, f"out of sight: {element}"
        tab.wait(OUTLINED)  # the editor needs a moment


@pytest.mark.parametrize("view", ["partners", "collaboration", "bridges", "flow", "targets", "years"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_a_view_draws_is_apart_and_inside(tab: Tab, site: str, view: str, language: str) -> None:
    tab.open(f"{site}{language}/views/{view}")
    width, height, marks, words = tab.ask(DRAWN)
    assert len(marks) > 2
    assert len({(round(x), round(y)) for x, y, *_ in marks}) == len(marks)
    for x, y, wide, high in [*marks, *words]:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height


@pytest.mark.parametrize("page", ["/views/partners", "/doc/lg/992011/org/yui-no-engawa.html"])
def test_print_leaves_out_what_only_a_screen_needs(tab: Tab, site: str, page: str) -> None:
    tab.open(site + page)
    tab.call("Emulation.setEmulatedMedia", media="print")
    gone = "header nav, form, .downloads, .skip, .crumbs, .actions"
    assert (
        tab.ask(f"[...document.querySelectorAll('{gone}')].some((each) => each.checkVisibility())") is False
    )
    assert tab.ask("document.querySelector('h1').checkVisibility()")
    assert tab.ask("document.querySelector('footer').innerText").count("CC BY")
    tab.call("Emulation.setEmulatedMedia", media="")
