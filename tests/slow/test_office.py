"""The officers' side in a browser: from the token on stderr to the release, decided by keyboard."""

import csv
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.release import current
from loaders.cities.find import cities
from loaders.cities.skeleton import copy_city

pytestmark = pytest.mark.slow

Tab = Any  # the class in conftest.py, which cannot be imported
Axe = Callable[[Tab], list[list[str]]]
STATES = "[...document.querySelectorAll('li.candidate[id]')].map((item) => item.classList[1])"
FOCUSED = "document.activeElement.id"
STATE = "document.querySelector('.state').className"


@pytest.fixture
def sheets(root: Path) -> list[Path]:
    """Return the sheets of the last year."""
    return sorted((root / "examples" / "yuino").glob("yuino-2025-*.txt"))


@pytest.fixture
def office(root: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Yield the address of the officers' side and its token, as the command prints them."""
    copy_city(cities()["yuino"], tmp_path / "cities")
    environment = {**os.environ, "TSUNAGU_HOME": str(tmp_path / "home"), "TSUNAGU_LANG": "en"}
    command = [sys.executable, "-m", "tsunagu", "serve", "--office", "--port", "0"]
    command += ["--cities", str(tmp_path / "cities")]
    server = subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        address = re.search(r"http://[\d.:]+", server.stderr.readline())
        token = re.search(r"Token: (\S+)", server.stderr.readline())
        assert address
        assert token
        yield address[0], token[1]
    finally:
        server.send_signal(signal.SIGINT)
        status = server.wait(timeout=30)
        said = server.stderr.read()
        server.stderr.close()
    assert status == 0
    assert token[1] not in said
    assert said.strip() == "It is shown this once. Enter it on the log-in page. It ends with the server."


def test_candidates_are_decided_by_keyboard_and_published(
    tab: Tab, office: tuple[str, str], sheets: list[Path], tmp_path: Path
) -> None:
    address, token = office
    tab.open(f"{address}/", "document.querySelector('#token')")
    tab.ask("document.querySelector('#token').focus()")
    tab.write(token)
    tab.press("Tab")
    tab.write("政策課 係長")
    tab.press("Enter")
    tab.wait("document.querySelector('#files')")
    _choose(tab, sheets[:1])
    tab.click("document.querySelector('form.drop button')")
    tab.wait("document.querySelector('#candidates')")  # the page changes by itself when all is read
    tab.click("document.querySelector('#candidates ~ p a.button')")
    tab.wait("document.querySelector('#begin:not([hidden])')")
    tab.ask("document.querySelector('#begin').focus()")
    tab.press("A")
    assert set(tab.ask(STATES)) == {"open"}, "no key counts before a candidate is chosen"
    tab.press("Enter")
    assert tab.ask(FOCUSED) == "c1"
    for key, state in (("A", "confirm"), ("R", "reject"), ("L", "later")):
        at = int(tab.ask(FOCUSED)[1:])
        tab.press(key)
        tab.wait(f"{STATES}[{at - 1}] === '{state}' && {FOCUSED} === 'c{at + 1}'")
    tab.press("K")
    tab.press("K")
    assert tab.ask(FOCUSED) == "c2"
    tab.press("J")
    assert tab.ask(FOCUSED) == "c3"
    tab.press("U")
    tab.wait(f"{STATES}[2] === 'open'")
    for part, key, state in (("pairs", "A", "confirm"), ("figures", "R", "reject")):
        at = int(tab.ask(f"document.querySelector('[aria-labelledby={part}] li.candidate').id")[1:])
        tab.ask(f"document.querySelector('#c{at}').focus()")
        tab.press(key)
        tab.wait(f"{STATES}[{at - 1}] === '{state}'")
    assert tab.ask("document.querySelector('[aria-labelledby=figures] mark').textContent")
    assert "決定 4、あとで 0" in tab.ask("document.querySelector('#counts').textContent")
    tab.click("document.querySelector('.bar a.button')")
    tab.wait("document.querySelector('form[action$=publish] button')")
    tab.click("document.querySelector('form[action$=publish] button')")
    tab.wait("document.querySelector('#outcome')")
    assert tab.ask(STATE) == "state published"
    assert current(tmp_path / "home") is not None
    written = (tmp_path / "cities" / "yuino" / "decisions.csv").read_text(encoding="utf-8-sig")
    decided = [row[1:3] for row in csv.reader(written.splitlines()[1:])]
    assert [verdict for _, verdict in decided] == ["confirm", "reject", "confirm", "reject"]
    assert [kind for kind, _ in decided[2:]] == ["pair", "figure"]
    assert all(each.startswith(address) for each in tab.asked)


def test_axe_finds_nothing(tab: Tab, office: tuple[str, str], axe: Axe, sheets: list[Path]) -> None:
    address, token = office
    found: list[Any] = []

    def look(page: str) -> None:
        for width, dark in ((1280, False), (390, True)):
            tab.look(width, 900, dark)
            found.extend((page, dark, *each) for each in axe(tab))
            assert tab.ask("document.documentElement.scrollWidth") <= width, page

    tab.open(f"{address}/en/login", "document.querySelector('#token')")
    look("login")
    tab.ask(f"document.querySelector('#token').value = '{token}'; document.querySelector('#who').value = 'X'")
    tab.click("document.querySelector('form.stack button')")
    tab.wait("document.querySelector('#files')")
    look("start")
    _choose(tab, sheets)
    tab.click("document.querySelector('form.drop button')")
    tab.wait("document.querySelector('.working')")
    look("working")
    tab.wait("document.querySelector('#candidates')")
    look("draft")
    draft = tab.ask("location.href")
    for page, ready in (("sheets/1", "table"), ("review", "#begin:not([hidden])")):
        tab.open(f"{draft}/{page}", f"document.querySelector('{ready}')")
        look(page)
    assert found == []


def _choose(tab: Tab, files: Sequence[Path]) -> None:
    """Choose files once the page is whole; numbers of nodes end with the page before."""
    tab.wait("document.readyState === 'complete'")
    found = tab.call("Runtime.evaluate", expression="document.querySelector('#files')")["result"]
    tab.call("DOM.setFileInputFiles", objectId=found["objectId"], files=list(map(str, files)))
