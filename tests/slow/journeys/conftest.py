"""Somebody who has a question: follows the words of links from the home page on, and looks where they end."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

MOST_TABS = 250
PATIENCE = 10.0
Tab = Any  # the class in ../conftest.py, which cannot be imported

PLACE = """(() => {
  const row = document.querySelector('table.source tr:target');
  const box = row.getBoundingClientRect();
  const rows = [...row.parentElement.rows];
  const from = rows.indexOf(row);
  return {
    used: row.classList.contains('used'),
    seen: box.top >= 0 && box.bottom <= innerHeight,
    words: rows.slice(from, from + 12).map((each) => each.querySelector('.words').textContent).join(''),
  };
})()"""


class Walker:
    """One way through the pages: `way` is mouse, keys (Tab, Enter, arrows alone) or plain (scripts off)."""

    def __init__(self, tab: Tab, site: str, way: str, files: Path) -> None:
        self.tab, self.site, self.way, self.files = tab, site, way, files
        self.clicks = 0
        tab.call("Emulation.setScriptExecutionDisabled", value=way == "plain")
        tab.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(files))

    def start(self, language: str) -> None:
        """Open the home page, the only address that is typed."""
        self.tab.open(self.site + {"ja": "/", "en": "/en/"}[language])

    def follow(self, words: str, inside: str = "main") -> None:
        """Follow the first link that says so, and wait for the next page."""
        self.tab.ask("window.left = true")
        self._press(link(words, inside))
        self.clicks += 1
        self._arrive()

    def ask(self, label: str, words: str) -> None:
        """Write into the field with a label, and send its form with the button."""
        field = f"[...document.querySelectorAll('main label')].find((each) => {says(label)}).control"
        self.reach(field)
        self.tab.write(words)
        self.tab.ask("window.left = true")
        self._press(f"{field}.form.querySelector('button[type=submit]')")
        self._arrive()

    def choose(self, selector: str, down: int) -> None:
        """Go down in a list by arrow keys, and send its form."""
        field = f"document.querySelector({json.dumps(selector)})"
        self.reach(field)
        for _ in range(down):
            self.tab.press("ArrowDown")
        self.tab.ask("window.left = true")
        self._press(f"{field}.form.querySelector('button[type=submit]')")
        self._arrive()

    def save(self, words: str, inside: str = "main") -> bytes:
        """Follow a link to a file, and return what was saved."""
        self._press(link(words, inside))
        end = time.monotonic() + PATIENCE
        while not (saved := [each for each in self.files.iterdir() if each.suffix == ".csv"]):
            assert time.monotonic() < end, "nothing was saved"
            time.sleep(0.05)
        return saved[0].read_bytes()

    def reach(self, element: str) -> None:
        """Give an element the focus, with the mouse or key by key."""
        if self.way != "keys":
            self.tab.click(element)
            return
        for _ in range(MOST_TABS):
            if self.tab.ask(f"document.activeElement === {element}"):
                break
            self.tab.press("Tab")
        assert self.tab.ask(f"document.activeElement === {element} && {element}.matches(':focus-visible')")

    def text(self, selector: str) -> list[str]:
        """Return the words of all elements that a selector finds, in one line each."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        return list(self.tab.ask(f"{found}.map((each) => each.innerText.replace(/\\s+/g, ' ').trim())"))

    def stands_at(self, quote: str) -> None:
        """Hold the words that were followed against the marked place of the source."""
        assert self.tab.ask("location.pathname").removeprefix("/en").startswith("/sources/")
        place = self.tab.ask(PLACE)
        assert place["used"]
        assert place["seen"]
        assert bare(quote) in bare(place["words"])

    def _press(self, element: str) -> None:
        self.reach(element)
        if self.way == "keys":
            self.tab.press("Enter")

    def _arrive(self) -> None:
        self.tab.wait("!window.left && document.readyState === 'complete'")


def says(words: str) -> str:
    return f"each.checkVisibility() && each.textContent.includes({json.dumps(words)})"


def link(words: str, inside: str) -> str:
    links = f"document.querySelectorAll({json.dumps(inside + ' a[href]')})"
    return f"[...{links}].find((each) => {says(words)})"


def bare(words: str) -> str:
    """Drop what lines and quotation marks add."""
    return "".join(words.split()).strip("「」“”")


@pytest.fixture(params=["mouse", "keys", "plain"])
def walker(request: pytest.FixtureRequest, tab: Tab, site: str, tmp_path: Path) -> Iterator[Walker]:
    """Yield somebody who walks in each of three ways."""
    yield Walker(tab, site, request.param, tmp_path)
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    assert [address for address in tab.asked if not address.startswith((site, "about:"))] == []
