"""What points to a thing, in groups by kind: the rows of a sheet, the items of a row, mentions.

A policy of a large city is named by a thousand goals: first it is asked what points here, then what a
page shows of the first of each group.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.addresses import iri_list
from api.labels import narrowest
from api.pages.cells import Cell, natural, rank
from api.pages.names import Name, Speaker
from api.pages.quotes import Quote
from api.rows import Row, text
from api.site import rows
from core.messages import say
from ontology.terms import TNG

_MOST = 50
"""Things of a group that a page shows."""

_WITHIN = {str(TNG.Objective), str(TNG.ManagementSheet)}
"""The kinds of things whose parts need not say to which sheet they belong."""

_KINDS = (
    *map(str, (TNG.Department, TNG.ManagementSheet, TNG.Mission, TNG.Direction, TNG.Summary, TNG.Goal)),
    *map(str, (TNG.Objective, TNG.MidTermGoal, TNG.Action, TNG.Result, TNG.Rating, TNG.Figure, TNG.Cost)),
    *map(str, (TNG.Issue, TNG.ScheduleEntry, TNG.Aim, TNG.Policy, TNG.Partnership, TNG.Mention)),
)
"""The order of kinds on a page: that of the form."""

_HIDDEN = {str(each) for each in (TNG.Period, TNG.PolicyReference, TNG.Evidence)}

_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""

_POINTING = (
    _PREFIXES
    + """
SELECT ?property ?thing ?type WHERE {
  VALUES ?target { %s }
  ?thing ?property ?target .
  FILTER(?property NOT IN (oa:hasSource, tng:file, org:changedBy, org:resultedFrom, dct:isReplacedBy))
  FILTER(?property != tng:sheet || NOT EXISTS { ?thing tng:objective ?any })
  OPTIONAL { ?thing a ?type FILTER(STRSTARTS(STR(?type), STR(tng:))) }
}
LIMIT 20000
"""
)

# Each OPTIONAL has one pattern: engines look those up thing by thing. What is known is put together here
# (`_detail`): behind a BIND with COALESCE Virtuoso forgets other values of the row.
_DETAILS = (
    _PREFIXES
    + """
SELECT ?thing ?number ?notation ?role ?status ?until ?own ?its ?sheets ?sheetsYear WHERE {
  VALUES ?thing { %s }
  OPTIONAL { ?thing tng:number ?number }
  OPTIONAL { ?thing skos:notation ?notation }
  OPTIONAL { ?thing tng:role ?role }
  OPTIONAL { ?thing tng:status ?status }
  OPTIONAL { ?thing schema:endDate ?until }
  OPTIONAL { ?thing tng:department ?own }
  OPTIONAL { ?thing tng:fiscalYear ?its }
  OPTIONAL { ?thing tng:sheet/tng:department ?sheets }
  OPTIONAL { ?thing tng:sheet/tng:fiscalYear ?sheetsYear }
}
"""
)


@dataclass(frozen=True, slots=True)
class Pointing:
    """What points to a thing by one property, of one kind: the first things, and how many there are."""

    kind: str
    property: str
    things: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that a page shows of what points to a thing: its groups, and what is known of each."""

    groups: tuple[Pointing, ...]
    details: Mapping[str, Row]

    def things(self) -> set[str]:
        """Return all things that are shown."""
        return {thing for group in self.groups for thing in group.things}

    def spoken(self) -> set[str]:
        """Return the IRIs that need names."""
        rows = self.details.values()
        return self.things() | {text(row, each) for row in rows for each in ("role", "owner") if each in row}


@dataclass(frozen=True, slots=True)
class Linked:
    """A thing that points here: its number or place, itself, whose it is, badges, and the words that say so.

    Badges tell whether it is over, its role and its status; `proposed` that nobody has confirmed it.
    """

    mark: str
    thing: Cell
    owner: Cell
    badges: tuple[str, ...]
    proposed: bool
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that point here by one property; `total` counts also those not shown.

    `query` asks for all of them.
    """

    name: str
    things: tuple[Linked, ...]
    total: int
    query: str


async def linked_of(request: Request, iris: Sequence[str], tabled: Iterable[str], newest: str) -> Chosen:
    """Return what points to a thing; what ended before the day `newest` is over.

    Figures that point here by a property of `tabled` are left out: a table shows them.
    """
    found = await rows(request, _POINTING % iri_list(iris))
    groups = tuple(_groups(found.rows, tabled))
    shown = sorted({thing for group in groups for thing in group.things})
    if not shown:
        return Chosen(groups, {})
    details = await rows(request, _DETAILS % iri_list(shown))
    known: dict[str, Row] = {}
    for row in details.rows:
        known.setdefault(text(row, "thing"), _detail(row, newest))
    return Chosen(groups, known)


def _detail(row: Row, newest: str) -> Row:
    """Return a row with `owner` and `year`, its own or those of its sheet, and `former` if it is over."""
    known = dict(row)
    for name, own, of_sheet in (("owner", "own", "sheets"), ("year", "its", "sheetsYear")):
        value = row.get(own, row.get(of_sheet))
        if value is not None:
            known[name] = value
    if "until" in row and text(row, "until") < newest:
        known["former"] = row["until"]
    return known


def _groups(found: Sequence[Row], tabled: Iterable[str]) -> Iterable[Pointing]:
    types: dict[str, set[str]] = {}
    pointing: dict[str, set[str]] = {}
    for row in found:
        types.setdefault(text(row, "thing"), set()).add(text(row, "type"))
        pointing.setdefault(text(row, "property"), set()).add(text(row, "thing"))
    # A partnership points to its partner twice.
    pointing.get(str(TNG.of), set()).difference_update(pointing.get(str(TNG.organization), ()))
    left_out = {(str(kind), name) for kind in (TNG.Figure, TNG.Cost) for name in tabled}
    groups: dict[tuple[str, str], list[str]] = {}
    for name, things in pointing.items():
        for thing in things:
            kind = narrowest(types[thing])
            if kind not in _HIDDEN and (kind, name) not in left_out:
                groups.setdefault((kind, name), []).append(thing)
    for kind, name in sorted(groups, key=lambda key: (rank(key[0], _KINDS), key[1])):
        things_in_order = sorted(groups[kind, name], key=natural)
        yield Pointing(kind, name, tuple(things_in_order[:_MOST]), len(things_in_order))


def groups_of(
    chosen: Chosen, speaker: Speaker, types: Iterable[str], iri: str, quotes: Mapping[str, Quote]
) -> tuple[Group, ...]:
    """Arrange what points to a thing of these types; each says to which sheet it belongs."""
    whose = not _WITHIN & set(types)
    return tuple(
        Group(
            _title(group, speaker),
            tuple(
                _linked(thing, chosen.details.get(thing, {}), group, speaker, quotes.get(thing), whose=whose)
                for thing in group.things
            ),
            group.total,
            f"SELECT ?thing WHERE {{ ?thing <{group.property}> <{iri}> ; a <{group.kind}> }} ORDER BY ?thing",
        )
        for group in chosen.groups
    )


def _title(group: Pointing, speaker: Speaker) -> str:
    return speaker.labels.kind(group.kind or group.property, speaker.language)


def _linked(
    iri: str, row: Row, group: Pointing, speaker: Speaker, quote: Quote | None, *, whose: bool
) -> Linked:
    department = speaker.names.get(text(row, "owner"), Name(""))
    owner = Cell(f"{text(row, 'year')} {department.text}".strip(), language=department.language)
    mark = text(row, "number") or text(row, "notation")
    over = (say("badge-former", speaker.language),) if "former" in row else ()
    proposed = str(TNG.Proposed) == text(row, "status") or group.property == str(TNG.proposedPartner)
    told = [each for each in ("role", "status") if each in row and not (proposed and each == "status")]
    thing = speaker.thing(iri)
    if mark and thing.text.startswith(f"{mark} "):  # the number stands in a column of its own
        thing = Cell(
            thing.text.removeprefix(f"{mark} "), thing.address, thing.outside, language=thing.language
        )
    badges = (*over, *(speaker.badge(row, each) for each in told))
    return Linked(mark, thing, owner if whose else Cell(""), badges, proposed, quote)
