"""What an address asks of a list: values of facets, an order, a page, a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from api.errors import RefusedQuery
from api.pages.cells import natural, rank
from api.pages.lists.definitions import Column, Facet, List
from api.pages.lists.lines import Line, Speaking, narrowed, short, values
from api.rows import text

FILES = ("csv", "excel")
_ORDERS = ("asc", "desc")
_MOST_PAGES = 5
"""Digits of the number of a page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question of an address. `page` counts from 1, `file` is "" for a page."""

    path: str
    chosen: Mapping[str, str]
    sort: str
    down: bool
    page: int
    file: str

    def address(self, **changed: str) -> str:
        """Return the address of the same list with other parameters; an empty one is left out.

        Another order or facet begins at the first page.
        """
        given = {**self.chosen, "sort": self.sort, "order": _ORDERS[self.down], **changed}
        pairs = [(name, value) for name, value in given.items() if value]
        return self.path + ("?" + urlencode(pairs) if pairs else "")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet; `address` chooses it, or gives it up where it is `chosen`."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column: the address that sorts by it, and how the list is sorted by it now."""

    name: str
    address: str
    sorted: str


def read(request: Request, name: str, wanted: List) -> Wanted:
    """Read the parameters; what is empty is not given. `RefusedQuery` for what cannot be meant."""
    facets = [facet.name for facet in wanted.facets]
    known = [*facets, "sort", "order", "page", "format"]
    given: dict[str, str] = {}
    for key, value in request.query_params.multi_items():
        if key not in known:
            raise RefusedQuery("list-param-unknown", name=key[:40], known=known)
        if value.strip():
            given[key] = value.strip()
    columns = [column.name for column in wanted.columns]
    sort = _one_of("sort", given.get("sort", wanted.order), columns)
    order = _one_of("order", given.get("order", _first_order(wanted, sort)), _ORDERS)
    page = given.get("page", "1")
    if not (page.isascii() and page.isdecimal() and len(page) <= _MOST_PAGES):
        raise RefusedQuery("list-page-wrong", page=page[:40])
    return Wanted(
        f"/{name}",
        {facet: given[facet] for facet in facets if facet in given},
        sort,
        order == "desc",
        max(1, int(page)),
        _one_of("format", given["format"], FILES) if "format" in given else "",
    )


def _first_order(wanted: List, sort: str) -> str:
    return _ORDERS[wanted.down and sort == wanted.order]


def _one_of(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise RefusedQuery("list-value-unknown", name=name, value=value[:40], known=list(known))
    return value


def headings(wanted: List, asked: Wanted) -> list[Heading]:
    """Return the headings: a first click sorts numbers downwards and words upwards, a second turns it."""
    return [_heading(column, asked) for column in wanted.columns]


def _heading(column: Column, asked: Wanted) -> Heading:
    here = column.name == asked.sort
    down = not asked.down if here else column.kind in ("sum", "distinct", "measure")
    address = asked.address(sort=column.name, order=_ORDERS[down])
    return Heading(column.name, address, ("ascending", "descending")[asked.down] if here else "none")


def choices(
    wanted: List, asked: Wanted, lines: Sequence[Line], speaking: Speaking
) -> list[tuple[str, list[Choice]]]:
    """Return the facets with their values; each counts what is left under the other facets."""
    return [
        (facet.name, found)
        for facet in wanted.facets
        if (found := _choices(facet, wanted, asked, lines, speaking))
    ]


def _choices(
    facet: Facet, wanted: List, asked: Wanted, lines: Sequence[Line], speaking: Speaking
) -> list[Choice]:
    others = {name: value for name, value in asked.chosen.items() if name != facet.name}
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for line in narrowed(lines, wanted, others):
        counts.update(values(facet, line))
        if not facet.counted:
            labels |= {text(row, facet.variable): text(row, f"{facet.variable}Label") for row in line.left}
    found = []
    for value, count in counts.items():
        here = asked.chosen.get(facet.name) == short(value)
        address = asked.address(**{facet.name: "" if here else short(value)})
        label = labels.get(value) or speaking.word(facet.name, value)
        found.append((rank(value, facet.ranks), Choice(label, count, address, here)))
    if facet.ranks:
        return [choice for _, choice in sorted(found, key=lambda each: each[0])]
    return sorted((choice for _, choice in found), key=lambda choice: natural(choice.label))
