"""What points to a thing, in groups by kind: the rows of a sheet, the items of a row, mentions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.pages.cells import Cell, natural, rank
from api.pages.names import Name, Speaker
from api.rows import Row, Rows, text
from core.messages import say
from ontology.terms import TNG

_MOST = 100
_WITHIN = {str(TNG.Objective), str(TNG.ManagementSheet)}
"""The kinds of things whose parts need not say to which sheet they belong."""

_KINDS = (
    *map(str, (TNG.Department, TNG.ManagementSheet, TNG.Mission, TNG.Direction, TNG.Summary, TNG.Goal)),
    *map(str, (TNG.Objective, TNG.MidTermGoal, TNG.Action, TNG.Result, TNG.Rating, TNG.Figure, TNG.Cost)),
    *map(str, (TNG.Issue, TNG.ScheduleEntry, TNG.Aim, TNG.Policy, TNG.Partnership, TNG.Mention)),
)
"""The order of kinds on a page: that of the form."""


Chosen = Mapping[tuple[str, str], list[list[Row]]]
"""The rows of each thing that points here, by its kind and the property."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A thing that points here: its number or place, itself, whose it is, and badges.

    These tell whether it is over, its role and its status.
    """

    mark: str
    thing: Cell
    owner: Cell
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that point here by one property; `total` counts also those not shown."""

    name: str
    things: tuple[Linked, ...]
    total: int


def choose(found: Rows, tabled: Iterable[str] = ()) -> Chosen:
    """Return by kind and property the rows of each thing, in the order of a page.

    Figures that point here by a property of `tabled` are left out: a table shows them.
    """
    left_out = {(str(kind), name) for kind in (TNG.Figure, TNG.Cost) for name in tabled}
    groups: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in found.rows:
        key = (text(row, "type"), text(row, "property"))
        groups.setdefault(key, {}).setdefault(text(row, "thing"), []).append(row)
    order = sorted(groups.keys() - left_out, key=lambda key: (rank(key[0], _KINDS), key[1]))
    return {key: sorted(groups[key].values(), key=_place_in_group) for key in order}


def groups_of(chosen: Chosen, speaker: Speaker, types: Iterable[str]) -> tuple[Group, ...]:
    """Arrange what points to a thing of these types; each says to which sheet it belongs."""
    whose = not _WITHIN & set(types)
    return tuple(
        Group(
            speaker.labels.kind(kind or name, speaker.language),
            tuple(_linked(rows, speaker, whose=whose) for rows in things[:_MOST]),
            len(things),
        )
        for (kind, name), things in chosen.items()
    )


def spoken_of(chosen: Chosen) -> Iterable[str]:
    """Yield the IRIs that the groups need names for."""
    for things in chosen.values():
        for rows in things[:_MOST]:
            yield from (
                text(rows[0], each) for each in ("thing", "role", "status", "owner") if each in rows[0]
            )


def _place_in_group(rows: list[Row]) -> tuple[object, ...]:
    row = rows[0]
    mark = text(row, "number") or text(row, "notation")
    parts = (text(row, "year"), text(row, "owner"), mark, text(row, "thing"))
    return tuple(natural(each) for each in parts)


def _linked(rows: list[Row], speaker: Speaker, *, whose: bool) -> Linked:
    row = rows[0]
    department = speaker.names.get(text(row, "owner"), Name(""))
    owner = Cell(f"{text(row, 'year')} {department.text}".strip(), language=department.language)
    owner = owner if whose else Cell("")
    mark = text(row, "number") or text(row, "notation")
    over = (say("badge-former", speaker.language),) if "former" in row else ()
    badges = (*over, *(speaker.badge(row, each) for each in ("role", "status") if each in row))
    thing = speaker.value("", row["thing"])
    if mark and thing.text.startswith(f"{mark} "):  # the number stands in a column of its own
        thing = Cell(
            thing.text.removeprefix(f"{mark} "), thing.address, thing.outside, language=thing.language
        )
    return Linked(mark, thing, owner, badges)
