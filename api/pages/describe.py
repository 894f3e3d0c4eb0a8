"""Arranges what is known of a thing for its page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from api.addresses import Addresses
from api.labels import Labels, leaf_classes, shorten
from api.pages.cells import Cell, cell
from api.rows import Row, Rows, Term, text
from core.messages import Language, catalogue, say
from ontology.terms import DCT, RDF, SKOS, TNG, XSD

_MOST = 100
_TRUTH = {"true": "yes", "false": "no"}
_NAMES = tuple(map(str, (SKOS.prefLabel, DCT.title, TNG.text, TNG.quote)))
_HIDDEN = (*_NAMES, str(RDF.type), str(TNG.evidence))
_FIRST = (
    *map(str, (TNG.number, TNG.isPriority, TNG.fiscalYear, TNG.department, TNG.contributesTo)),
    *map(str, (TNG.objective, TNG.partOf, TNG.changeType, TNG.schedule, TNG.period, TNG.printed, TNG.sheet)),
)
"""The properties that a page shows first."""

_KINDS = (
    *map(str, (TNG.Department, TNG.ManagementSheet, TNG.Mission, TNG.Direction, TNG.Summary, TNG.Goal)),
    *map(str, (TNG.MidTermGoal, TNG.Action, TNG.Result, TNG.Issue, TNG.ScheduleEntry, TNG.Aim, TNG.Policy)),
)
"""The order of kinds on a page: that of the form."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values."""

    name: str
    short: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A thing that points here: its number or place, itself, and whose it is."""

    mark: str
    thing: Cell
    owner: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that point here by one property; `total` counts also those not shown."""

    name: str
    property: str
    things: tuple[Linked, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source, the address of their lines, and how a person finds them in the file."""

    words: str
    address: str
    place: str


@dataclass(frozen=True, slots=True)
class Description:
    """All that a page of a thing shows."""

    iri: str
    title: str
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    quotes: tuple[Quote, ...]


def describe(
    iri: str,
    facts: Rows,
    incoming: Rows,
    quotes: Rows,
    addresses: Addresses,
    labels: Labels,
    language: Language,
) -> Description:
    """Arrange the answers of the queries of `api.pages.thing`."""
    leaves = {str(each) for each in leaf_classes()}
    kinds = sorted(text(row, "value") for row in facts.rows if text(row, "property") == str(RDF.type))
    names = [row["value"] for row in facts.rows if text(row, "property") in _NAMES]
    return Description(
        iri=iri,
        title=best(names, language) or shorten(iri),
        kinds=tuple(labels.name(kind, language) for kind in dict.fromkeys(kinds) if kind in leaves),
        facts=tuple(_facts(facts, addresses, labels, language)),
        groups=tuple(_groups(incoming, addresses, labels, language)),
        quotes=tuple(_quotes(quotes, language)),
    )


def best(names: Iterable[Term], language: Language) -> str:
    """Return the name in a language, else the Japanese one, else any; always the same one."""
    order = (language, "ja", "")
    ranked = sorted(
        names, key=lambda name: (order.index(name.language) if name.language in order else 9, name.value)
    )
    return ranked[0].value if ranked else ""


def _facts(found: Rows, addresses: Addresses, labels: Labels, language: Language) -> Iterable[Fact]:
    values: dict[str, dict[Term, list[Row]]] = {}
    for row in found.rows:
        if text(row, "property") not in _HIDDEN:
            values.setdefault(text(row, "property"), {}).setdefault(row["value"], []).append(row)
    for name in sorted(
        values, key=lambda each: (_FIRST.index(each) if each in _FIRST else len(_FIRST), each)
    ):
        cells = (_fact_cell(name, rows, addresses, labels, language) for rows in values[name].values())
        shown = tuple(sorted(dict.fromkeys(cells), key=lambda each: _natural(each.text)))
        yield Fact(labels.name(name, language), shorten(name), shown)


def _fact_cell(name: str, rows: list[Row], addresses: Addresses, labels: Labels, language: Language) -> Cell:
    term = rows[0]["value"]
    if term.datatype == str(XSD.boolean):
        return Cell(say(_TRUTH[term.value], language))
    if name == str(TNG.level) and f"level-{term.value}" in catalogue():
        return Cell(say(f"level-{term.value}", language))
    known = labels.known.get((term.value, language), "") if term.kind == "uri" else ""
    label = best([row["label"] for row in rows if "label" in row], language)
    return cell(term, addresses, f"{text(rows[0], 'mark')} {label}".strip() or known)


def _groups(found: Rows, addresses: Addresses, labels: Labels, language: Language) -> Iterable[Group]:
    groups: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in found.rows:
        key = (text(row, "type"), text(row, "property"))
        groups.setdefault(key, {}).setdefault(text(row, "thing"), []).append(row)
    for (kind, name), things in sorted(
        groups.items(), key=lambda each: (_rank(each[0][0], _KINDS), each[0][1])
    ):
        linked = [_linked(rows, addresses, language) for rows in things.values()]
        linked.sort(key=lambda each: (_natural(each.owner), _natural(each.mark), each.thing.text))
        heading = labels.name(kind or name, language)
        yield Group(heading, labels.name(name, language), tuple(linked[:_MOST]), len(linked))


def _linked(rows: list[Row], addresses: Addresses, language: Language) -> Linked:
    row = rows[0]
    label = best([each["label"] for each in rows if "label" in each], language)
    owner = " ".join(filter(None, (text(row, "year"), text(row, "department"))))
    mark = text(row, "number") or text(row, "notation")
    return Linked(mark, cell(row["thing"], addresses, label), owner)


def _quotes(found: Rows, language: Language) -> Iterable[Quote]:
    for row in found.rows:
        line = text(row, "line")
        checksum = text(row, "file").rsplit("/", 1)[-1]
        address = f"/sources/{checksum}#L{line}"
        yield Quote(text(row, "quote"), address, _place(row, language))


def _place(row: Row, language: Language) -> str:
    """Return file and place: a cell, a page, or lines."""
    values = {name: text(row, name) for name in ("name", "cell", "page", "line", "lineEnd")}
    if values["cell"]:
        return say("source-cell", language, **values)
    if values["page"]:
        return say("source-page", language, **values)
    many = values["line"] != values["lineEnd"]
    return say("source-lines-many" if many else "source-lines", language, **values)


def _rank(name: str, order: tuple[str, ...]) -> tuple[int, str]:
    """Return a key that sorts by a given order, then by name."""
    return (order.index(name) if name in order else len(order), name)


def _natural(words: str) -> list[tuple[int, str]]:
    """Return a key that sorts 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", words)]
