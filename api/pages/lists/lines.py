"""From rows to lines: what belongs to one thing, narrowed by facets, in an order, cell by cell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.addresses import Addresses
from api.labels import Labels
from api.pages.cells import Cell, cell, label_of, natural, rank
from api.pages.lists.definitions import Column, Facet, Kind, List
from api.rows import Row, text
from core.messages import Language, catalogue, say
from ontology.terms import TNG

Key = tuple[object, ...]
"""What a cell is put in order by; the first part keeps empty cells last."""

SOME, NONE = "some", "none"


@dataclass(frozen=True, slots=True)
class Line:
    """All rows of a thing, and those of them that the chosen facets leave."""

    rows: tuple[Row, ...]
    left: tuple[Row, ...]

    @property
    def proposed(self) -> bool:
        """Whether a rule found it and nobody has confirmed it."""
        return text(self.rows[0], "status") == str(TNG.Proposed)


@dataclass(frozen=True, slots=True)
class Speaking:
    """How values are said: addresses, labels and the language of the page."""

    addresses: Addresses
    labels: Labels
    language: Language

    def word(self, name: str, value: str) -> str:
        """Return a term or a code in words; `name` is that of its column or facet."""
        key = f"list-{name}-{short(value).lower()}"
        if key in catalogue():
            return say(key, self.language)
        return self.labels.name(value, self.language) if ":" in value else value


def short(value: str) -> str:
    """Return how an address names a value: the end of an IRI.

    >>> short("https://a.example/id/lg/000000/dept/midori"), short("2024")
    ('midori', '2024')
    """
    return value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def lines_of(rows: Iterable[Row], wanted: List) -> list[Line]:
    """Put together the rows of each thing."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(text(row, name) for name in wanted.key), []).append(row)
    return [Line(tuple(group), tuple(group)) for group in groups.values()]


def narrowed(lines: Sequence[Line], wanted: List, chosen: Mapping[str, str]) -> list[Line]:
    """Return the lines that have what was chosen, with the rows that have it."""
    rows = [facet for facet in wanted.facets if facet.name in chosen and not facet.counted]
    whole = [facet for facet in wanted.facets if facet.name in chosen and facet.counted]
    found = []
    for line in lines:
        left = tuple(
            row
            for row in line.rows
            if all(short(text(row, facet.variable)) == chosen[facet.name] for facet in rows)
        )
        stays = left or (wanted.whole and all(_may_lack(facet, line, chosen) for facet in rows))
        narrow = Line(line.rows, left)
        if stays and all(chosen[facet.name] in values(facet, narrow) for facet in whole):
            found.append(narrow)
    return found


def _may_lack(facet: Facet, line: Line, chosen: Mapping[str, str]) -> bool:
    """Tell whether a thing without rows still belongs: its list is the chosen one, its years need not be."""
    own = {short(text(row, facet.variable)) for row in line.rows}
    return facet.name in ("year", "department") or chosen[facet.name] in own


def values(facet: Facet, line: Line) -> set[str]:
    """Return the values of a line for a facet."""
    if facet.counted:
        total = sum(int(text(row, name) or 0) for row in line.left for name in facet.counted)
        return {SOME if total else NONE}
    return {text(row, facet.variable) for row in line.left if facet.variable in row}


@dataclass(frozen=True, slots=True)
class Made:
    """What a column shows for a line, and what it is put in order by."""

    cells: tuple[Cell, ...]
    key: Key


def made(column: Column, line: Line, speaking: Speaking) -> Made:
    """Return the cell of a column, with the key of its order."""
    found = _MAKERS[column.kind](column, line, speaking)
    if column.after:
        return Made(found.cells, (natural(text(line.rows[0], column.after)), *found.key))
    return found


def _thing(column: Column, line: Line, speaking: Speaking) -> Made:
    row, name = line.rows[0], column.variable
    shown = cell(row.get(name), speaking.addresses, *label_of(row, name))
    return Made((shown,) if name in row else (), (not shown.text, natural(shown.text)))


def _word(column: Column, line: Line, speaking: Speaking) -> Made:
    value = text(line.rows[0], column.variable)
    word = speaking.word(column.name, value) if value else ""
    return Made((Cell(word),) if word else (), (not word, rank(value, column.ranks), word))


def _sum(column: Column, line: Line, speaking: Speaking) -> Made:  # noqa: ARG001  one kind among others
    return _number(sum(int(text(row, column.variable) or 0) for row in line.left))


def _distinct(column: Column, line: Line, speaking: Speaking) -> Made:  # noqa: ARG001  one kind among others
    return _number(len({each for row in line.left for each in text(row, column.variable).split()}))


def _words(column: Column, line: Line, speaking: Speaking) -> Made:
    terms = {each for row in line.left for each in text(row, column.variable).split()}
    said = say("list-between", speaking.language).join(
        sorted(speaking.word(column.name, each) for each in terms)
    )
    return Made((Cell(said),) if said else (), (not said, said))


def _years(column: Column, line: Line, speaking: Speaking) -> Made:
    years = sorted({text(row, column.variable) for row in line.left if column.variable in row})
    said = say("list-between", speaking.language).join(years)
    return Made((Cell(said),) if years else (), (not years, tuple(years)))


def _measure(column: Column, line: Line, speaking: Speaking) -> Made:
    row, name = line.rows[0], column.variable
    if name not in row:
        return Made((), (True, Decimal(0)))
    shown = cell(row[name], speaking.addresses, *label_of(row, name))
    return Made((shown,), (False, Decimal(text(row, f"{name}Value"))))


def _share(column: Column, line: Line, speaking: Speaking) -> Made:  # noqa: ARG001  one kind among others
    share = text(line.rows[0], column.variable)
    return Made((Cell(f"{share}%"),) if share else (), (not share, Decimal(share or 0)))


def _number(count: int) -> Made:
    return Made((Cell(f"{count:,}", number=True),), (False, count))


_MAKERS: Mapping[Kind, Callable[[Column, Line, Speaking], Made]] = {
    "thing": _thing,
    "text": _thing,
    "word": _word,
    "sum": _sum,
    "distinct": _distinct,
    "words": _words,
    "years": _years,
    "measure": _measure,
    "share": _share,
}
