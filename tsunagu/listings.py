"""Tables of things, numbers and words: for people, as JSON, as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.messages import listed, say
from graph.network import Node
from tsunagu.screen import results, show, show_json, table

Format = Literal["table", "csv", "tsv", "json"]

_MOST_NAMES = 5
_DELIMITERS = {"csv": ",", "tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Coded:
    """A code for programs, with the word for it that people are shown."""

    code: str
    word: str


Value = str | int | float | Node | Coded | Sequence[Node] | Sequence[int]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its name in JSON, its title, the message key of each column, its rows."""

    name: str
    title: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[Value]]


def show_listings(listings: Sequence[Listing], form: Format) -> None:
    """Print tables for people, all of them as JSON, or the first one as CSV or TSV."""
    if form == "json":
        show_json({each.name: [_plain(each, row) for row in each.rows] for each in listings})
    elif form == "table":
        for each in listings:
            results().print(table(_headings(each), [list(map(_shown, row)) for row in each.rows], each.title))
            if not each.rows:
                show(say("network-nothing"))
    else:
        first = listings[0]
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=_DELIMITERS[form], lineterminator="\n")
        writer.writerows([_headings(first), *(list(map(_text, row)) for row in first.rows)])
        show(text.getvalue())


def _headings(listing: Listing) -> list[str]:
    return [say(key) for key in listing.columns.values()]


def _plain(listing: Listing, row: Sequence[Value]) -> dict[str, object]:
    return dict(zip(listing.columns, map(_data, row), strict=True))


def _data(value: Value) -> object:
    """Return a point as its IRI and labels."""
    if isinstance(value, Node):
        return {"id": value.id, "label": value.label}
    if isinstance(value, Coded):
        return value.code
    return value if isinstance(value, str | int | float) else [_data(each) for each in value]


def _text(value: Value) -> str:
    if isinstance(value, Node):
        return value.label.say()
    if isinstance(value, Coded):
        return value.word
    return str(value) if isinstance(value, str | int | float) else listed(map(_text, value))


def _shown(value: Value) -> str | int:
    """Return what a cell shows; of many names the first."""
    if isinstance(value, int):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) > _MOST_NAMES:
        names = [_text(each) for each in value[:_MOST_NAMES]]
        return say("network-community-more", names=names, more=len(value) - _MOST_NAMES)
    return _text(value)
