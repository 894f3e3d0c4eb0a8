"""What an address of the explorer shows: the state, the points and lines, the way that was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request

from api.errors import RefusedQuery
from api.pages.explorer.around import crowd_of, departments, expand, spread
from api.pages.explorer.drawn import Drawn, draw
from api.pages.explorer.kinds import DEPARTMENT, GOAL, POLICY
from api.pages.explorer.links import Links
from api.pages.explorer.points import Point, meant
from api.pages.explorer.state import State
from api.pages.explorer.ways import Ways, find
from api.site import site_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the explorer. `focus` is None for the overview; `state` names things as points do."""

    state: State
    drawn: Drawn
    focus: Point | None = None
    to: Point | None = None
    ways: Ways | None = None


OVERVIEW = (DEPARTMENT, POLICY)
"""The kinds of points that are shown where nothing is in the middle and nothing was chosen."""


async def show(request: Request, state: State, *, around: bool = True) -> Shown:
    """Return what a state shows, without `around` the way alone.

    `NotFound` where it names what is nowhere.
    """
    if state.to and not state.focus:
        raise RefusedQuery("explorer-way-start")
    named = await meant(request, filter(None, (state.focus, state.to, *state.expand, *state.pin)))
    own = _own_names(state, named)
    focus, to = named.get(state.focus), named.get(state.to)
    filters = own if focus or own.types else replace(own, types=OVERVIEW)
    goals = filters.goals or GOAL in {point.kind for point in (focus, to) if point}
    links = Links(request, filters, goals=goals)
    ways = await find(request, links, filters, (focus.iri, to.iri)) if focus and to else None
    steps = dict.fromkeys(iri for way in ways.ways for iri in way) if ways else {}
    stay = [*(await meant(request, steps)).values(), *(named[name] for name in state.pin)]
    start = [focus] if focus else await departments(request)
    crowd = crowd_of(filters, _iris(request, own.hide), start, keep=focus)
    if around:
        await spread(request, links, crowd, state.depth if focus else 1)
    for point in stay:
        crowd.add(point)
    grown = [named[name] for name in state.expand]
    await expand(request, links, crowd, [point.iri for point in grown])
    keep = {point.iri for point in (*start, *stay, *grown)}
    return Shown(own, await draw(request, links, crowd.points, keep=keep), focus, to, ways)


def _own_names(state: State, named: Mapping[str, Point]) -> State:
    """Return the state with the names that points have: those of an address may be whole IRIs."""
    return replace(
        state,
        focus=named[state.focus].name if state.focus else "",
        to=named[state.to].name if state.to else "",
        expand=tuple(named[name].name for name in state.expand),
        pin=tuple(dict.fromkeys(named[name].name for name in state.pin)),
    )


def _iris(request: Request, names: tuple[str, ...]) -> set[str]:
    """Return the IRIs of hidden things, which need not be there any more."""
    addresses = site_of(request).addresses()
    return {iri for name in names for iri in addresses.iris(name)}
