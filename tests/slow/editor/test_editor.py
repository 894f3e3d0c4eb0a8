"""The page at `/sparql` in a browser: by keyboard, in place, in every size, and for everybody."""

import struct
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

pytestmark = pytest.mark.slow

CTRL, SHIFT = 2, 8
IN_EDITOR = "document.querySelector('.code').shadowRoot"
CONTENT = f"{IN_EDITOR}.querySelector('.cm-content')"
OPTIONS = f"{IN_EDITOR}.querySelectorAll('.cm-tooltip-autocomplete li')"
QUERY = "document.querySelector('#query').value"
STATUS = "document.querySelector('#status').textContent"
RUN_AWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
PAGES = {
    "form": "",
    "rows": "SELECT * { ?s a ?t } LIMIT 5",
    "graph": "CONSTRUCT WHERE { ?s a ?t } LIMIT 5",
    "nothing": "SELECT * { ?s a <urn:none> }",
    "mistake": "SELECT * {",
}

READY = "document.querySelector('.code')?.shadowRoot?.querySelector('.cm-content')"

Tab = Any  # the class in conftest.py, which cannot be imported
Axe = Callable[[Tab], list[list[str]]]


def start(tab: Tab, site: str, path: str = "/sparql") -> None:
    tab.open(site + path, READY)
    tab.ask(f"{CONTENT}.focus()")


def replace(tab: Tab, text: str) -> None:
    """Write a query of one line in place of what stands in the editor."""
    tab.press("A", CTRL)
    tab.press("Delete")
    tab.write(text)
    tab.press("Escape")


def focused(tab: Tab) -> str:
    return str(
        tab.ask(
            "document.activeElement.id || document.activeElement.className || document.activeElement.type"
        )
    )


def test_a_query_is_run_by_keyboard_and_stands_in_the_address(tab: Tab, site: str) -> None:
    start(tab, site)
    replace(tab, "SELECT ?s { ?s a tng:Goal }")
    tab.press("Enter", CTRL)
    tab.wait("document.querySelector('#answer tbody tr')")
    rows = tab.ask("document.querySelectorAll('#answer tbody tr').length")
    assert str(rows) in tab.ask(STATUS)
    assert "秒" in tab.ask(STATUS)
    asked = parse_qs(urlsplit(tab.ask("location.href")).query)["query"][0]
    assert asked == "PREFIX tng: <https://w3id.org/tsunagu/def#>\nSELECT ?s { ?s a tng:Goal }"
    replace(tab, "ASK {}")
    tab.press("Enter", CTRL)
    tab.wait("document.querySelector('#answer .truth')")
    tab.ask("history.back()")
    tab.wait("document.querySelector('#answer tbody tr')")
    assert tab.ask(QUERY) == asked
    assert all(address.startswith(site) for address in tab.asked)


def test_tab_leaves_the_editor_both_ways(tab: Tab, site: str) -> None:
    start(tab, site)
    before = tab.ask(QUERY)
    tab.press("Tab")
    assert focused(tab) == "submit"
    tab.press("Tab", SHIFT)
    assert focused(tab) == "code"
    tab.press("Tab", SHIFT)
    assert tab.ask("document.activeElement.tagName") == "SUMMARY"
    assert tab.ask(QUERY) == before


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("SELECT * { ?s a 当年", "tng:Goal"),
        ("SELECT * { ?s a mid-t", "tng:MidTermGoal"),
        ("SELECT * { ?s 題", "dct:title"),
    ],
)
def test_terms_are_completed_by_what_people_call_them(tab: Tab, site: str, typed: str, picked: str) -> None:
    start(tab, site)
    tab.press("A", CTRL)
    tab.press("Delete")
    for character in typed:
        tab.write(character)
    tab.wait(f"{OPTIONS}.length")
    assert picked in tab.ask(f"{OPTIONS}[0].textContent")
    tab.pause(0.2)  # the list takes no key in its first moment
    tab.press("Enter")
    tab.wait(f"{QUERY}.includes('{picked}')")
    prefix = picked.split(":")[0]
    assert tab.ask(QUERY).startswith(f"PREFIX {prefix}: <")


def test_variables_are_completed(tab: Tab, site: str) -> None:
    start(tab, site)
    tab.press("A", CTRL)
    tab.press("Delete")
    tab.write("SELECT ?department { ?dep")
    tab.wait(f"{OPTIONS}.length")
    assert tab.ask(f"{OPTIONS}[0].textContent") == "?department"


def test_a_mistake_is_marked_where_it_is(tab: Tab, site: str) -> None:
    start(tab, site)
    replace(tab, "SELECT * { ?s ?p }")
    tab.press("Enter", CTRL)
    tab.wait("document.querySelector('#answer .problem')")
    tab.wait(f"{IN_EDITOR}.querySelector('.cm-lintRange-error')")
    assert tab.ask(f"{IN_EDITOR}.querySelector('.cm-lintRange-error').textContent") == "}"
    assert focused(tab) == "code"
    replace(tab, "ASK {}")
    tab.press("Enter", CTRL)
    tab.wait("document.querySelector('#answer .truth')")
    assert not tab.ask(f"!!{IN_EDITOR}.querySelector('.cm-lintRange-error')")


def test_a_query_can_be_stopped(tab: Tab, site: str) -> None:
    start(tab, site)
    replace(tab, RUN_AWAY)
    tab.press("Enter", CTRL)
    tab.wait("!document.querySelector('#stop').disabled")
    tab.ask("document.querySelector('#stop').focus()")
    tab.press("Enter")
    tab.wait(f"{STATUS}.startsWith('止めました')")
    assert tab.ask("document.querySelector('#answer').textContent.trim()") == ""
    assert focused(tab) == "submit"


def test_a_saved_question_is_loaded_into_the_editor(tab: Tab, site: str) -> None:
    start(tab, site, "/en/sparql")
    tab.ask("document.querySelector('#saved').open = true")
    tab.ask("document.querySelector('a[data-saved][href$=priority-goals]').click()")
    tab.wait(f"{STATUS}.startsWith('The question')")
    assert "tng:isPriority" in tab.ask(QUERY)
    assert "tng:isPriority" in tab.ask(f"{CONTENT}.textContent")
    tab.press("Enter", CTRL)
    tab.wait("document.querySelector('#answer tbody tr')")


def test_a_query_too_long_for_an_address_is_asked_all_the_same(tab: Tab, site: str) -> None:
    start(tab, site)
    replace(tab, "ASK {} # " + "x" * 9000)
    tab.press("Enter", CTRL)
    tab.wait("document.querySelector('#answer .truth')")
    assert urlsplit(tab.ask("location.href")).query == ""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out(tab: Tab, site: str, width: int, dark: bool) -> None:
    tab.look(width, 900, dark)
    start(tab, site, "/sparql?query=" + quote_plus(PAGES["rows"]))
    tab.ask("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert tab.ask("document.documentElement.scrollWidth") <= width
    picture = tab.picture()
    assert struct.unpack(">I", picture[16:20]) == (width,)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(tab: Tab, site: str, axe: Axe, kind: str, dark: bool) -> None:
    tab.look(1000, 900, dark)
    start(tab, site, "/sparql" + (f"?query={quote_plus(PAGES[kind])}" if PAGES[kind] else ""))
    tab.ask("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert axe(tab) == []
