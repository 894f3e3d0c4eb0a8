"""The pages at the head of every page, in groups, and which of them is shown now."""

from collections.abc import Mapping
from dataclasses import dataclass

GROUPS: Mapping[str, Mapping[str, str]] = {
    "find": {"/search": "search-title"},
    "lists": {
        "/departments": "nav-departments",
        "/policies": "nav-policies",
        "/partners": "nav-partners",
        "/programs": "nav-programs",
        "/indicators": "nav-indicators",
    },
    "see": {"/views": "nav-views", "/graph": "nav-graph"},
    "data": {"/data": "nav-data", "/sparql": "nav-sparql", "/quality": "nav-quality"},
    "help": {"/help": "nav-help"},
}
"""Addresses and names of messages, by group (`nav-group-…`)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link. `current` is the value of `aria-current`: the page itself, one below it, or empty."""

    address: str
    label: str
    current: str


def menu(path: str) -> dict[str, list[Entry]]:
    """Return the links by group for the page at a path (without the prefix of its language).

    >>> [entry.current for entry in menu("/views/targets")["see"]]
    ['true', '']
    """
    return {
        group: [Entry(address, label, _current(address, path)) for address, label in entries.items()]
        for group, entries in GROUPS.items()
    }


def _current(address: str, path: str) -> str:
    if path == address:
        return "page"
    return "true" if path.startswith(f"{address}/") else ""
