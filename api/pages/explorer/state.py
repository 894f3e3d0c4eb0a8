"""What a person has chosen in the explorer. All of it stands in the address, so that it can be shared.

    focus     the thing in the middle; none: the departments with their policies
    depth     how many steps around it at first
    types     the kinds of points that are shown; none: all
    year      the fiscal years of the lines; none: all
    status    how far the lines must be settled; none: all
    expand    points whose neighbours are shown too; each time it is named, some more of them
    hide      points that are not shown
    pin       points that stay whatever else is chosen
    to        a point to which a way is shown

Things are named as in `api.explorer_address`, or by their whole IRI.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from api.errors import RefusedQuery
from api.explorer_address import EXPLORER
from api.pages.explorer.kinds import GOAL, KINDS, STATUSES

DEPTHS = (1, 2, 3)
DEPTH = 2
YEARS = (1000, 2999)
MOST_NAMED = {"focus": 1, "to": 1, "expand": 40, "hide": 100, "pin": 40}
"""How often an address may name a thing for each purpose."""

_CHOICES = ("depth", "types", "year", "status")
PARAMETERS = (*MOST_NAMED, *_CHOICES)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class State:
    """What stands in an address; the names of things as they were given."""

    focus: str = ""
    to: str = ""
    expand: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    pin: tuple[str, ...] = ()
    depth: int = DEPTH
    types: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()

    @classmethod
    def read(cls, pairs: Sequence[tuple[str, str]]) -> "State":
        """Read the parameters of an address; `RefusedQuery` for what cannot be meant.

        Several values stand apart by commas, or each with the name before it; an empty one is none.
        """
        given: dict[str, list[str]] = {}
        for name, value in pairs:
            if name not in PARAMETERS:
                raise RefusedQuery("api-parameter-unknown", name=name[:40], known=list(PARAMETERS))
            values = value.split(",") if name in _CHOICES else [value]
            given.setdefault(name, []).extend(each.strip() for each in values if each.strip())
        for name, most in MOST_NAMED.items():
            _check_things(name, given.get(name, []), most)
        return cls(
            focus="".join(given.get("focus", [])),
            to="".join(given.get("to", [])),
            expand=tuple(given.get("expand", [])),
            hide=tuple(dict.fromkeys(given.get("hide", []))),
            pin=tuple(dict.fromkeys(given.get("pin", []))),
            depth=_number("depth", (given.get("depth") or [str(DEPTH)])[-1], DEPTHS[0], DEPTHS[-1]),
            types=_among("types", given.get("types", []), KINDS),
            years=tuple(sorted({_number("year", each, *YEARS) for each in given.get("year", [])})),
            statuses=_among("status", given.get("status", []), STATUSES),
        )

    @property
    def goals(self) -> bool:
        """Tell whether goals are points; where they are not, departments are joined with what they name."""
        return not self.types or GOAL in self.types

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters; what is as it is without them is left out."""
        pairs = [("focus", self.focus), ("depth", str(self.depth) if self.depth != DEPTH else "")]
        pairs += [("types", ",".join(self.types)), ("year", ",".join(map(str, self.years)))]
        pairs += [("status", ",".join(self.statuses))]
        pairs += [(name, each) for name, named in self._named() for each in named]
        return [pair for pair in [*pairs, ("to", self.to)] if pair[1]]

    def _named(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("expand", self.expand), ("hide", self.hide), ("pin", self.pin)

    def address(self, **further: str) -> str:
        """Return the address of the page, with further parameters.

        >>> State(focus="lg/000000/org/x").address(format="csv")
        '/graph?focus=lg%2F000000%2Forg%2Fx&format=csv'
        """
        asks = urlencode([*self.pairs(), *further.items()])
        return EXPLORER + (f"?{asks}" if asks else "")

    def around(self, name: str) -> "State":
        """Put a point into the middle; the rest begins anew, but what was filtered stays so."""
        return State(focus=name, depth=self.depth, types=self.types, years=self.years, statuses=self.statuses)

    def expanded(self, name: str) -> "State":
        """Show some more neighbours of a point."""
        return replace(self, expand=(*self.expand, name))

    def without(self, name: str) -> "State":
        """Hide a point."""
        return replace(
            self,
            expand=_less(self.expand, name),
            pin=_less(self.pin, name),
            hide=(*self.hide, name),
        )

    def pinned(self, name: str) -> "State":
        """Pin a point, or let it go."""
        pin = _less(self.pin, name) if name in self.pin else (*self.pin, name)
        return replace(self, pin=pin)


def _less(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _check_things(name: str, given: Sequence[str], most: int) -> None:
    if len(given) > most:
        raise RefusedQuery("explorer-too-many", name=name, most=most)
    for each in given:
        if len(each) > _LONGEST:
            raise RefusedQuery("explorer-thing-long", name=name, most=_LONGEST)


def _among(name: str, given: Sequence[str], known: Mapping[str, object]) -> tuple[str, ...]:
    """Return the given names in the order in which they are known."""
    for each in given:
        if each not in known:
            raise RefusedQuery("explorer-choice-unknown", name=name, value=each[:40], known=list(known))
    return tuple(each for each in known if each in given)


def _number(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and least <= int(text) <= most):
        raise RefusedQuery("search-number", name=name, least=least, most=most)
    return int(text)
