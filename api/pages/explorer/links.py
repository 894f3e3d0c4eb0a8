"""Who is joined with whom: the questions, and the rows of their answers.

`_AROUND` are the ways from `?node` to a neighbour `?other`, in both directions; `_FORWARD` are those
from a department to its goals and from a department or goal to what it names, which find each line
once. `?via` says so: a goal, a mention, a figure, a continuation. Where goals are no points, their
departments stand for them (`GOALS` and `DEPARTMENTS`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.addresses import iri_list
from api.pages.explorer.kinds import STATUSES
from api.pages.explorer.state import State
from api.rows import Row, text
from api.site import rows
from ontology.terms import TNG

AT_ONCE = 80
"""Points in one question: they stand in each branch of it, and a query has a limit of bytes."""

MOST_PAIRS = 1000
MOST_REASONS = 4000

_PREFIX = f"PREFIX tng: <{TNG.base}>\n"
_SURE = "OPTIONAL { ?via tng:status ?said }"

_NAMED_BY_GOAL = f"""?via tng:of|tng:indicator ?node ; tng:sheet ?sheet .
  ?sheet tng:fiscalYear ?year ; tng:department ?department .
  OPTIONAL {{ ?via tng:objective ?goal }}
  BIND(COALESCE(?goal, ?department) AS ?other) {_SURE}"""
_NAMED_BY_DEPARTMENT = f"""?via tng:of|tng:indicator ?node ; tng:sheet ?sheet .
  ?sheet tng:fiscalYear ?year ; tng:department ?other . {_SURE}"""
_DEPARTMENT_OF_GOAL = """?node a tng:Objective ; tng:department ?other ; tng:fiscalYear ?year .
  BIND(?node AS ?via)"""
_GOALS_OF_DEPARTMENT = """?other tng:department ?node ; a tng:Objective ; tng:fiscalYear ?year .
  BIND(?other AS ?via)"""
_OF_GOAL = f"""?node tng:fiscalYear ?year .
  ?via tng:objective ?node ; tng:of|tng:indicator ?other . {_SURE}"""
_OF_DEPARTMENT = f"""?sheet tng:department ?node ; tng:fiscalYear ?year .
  ?via tng:sheet ?sheet ; tng:of|tng:indicator ?other . {_SURE}"""
_OF_DEPARTMENT_ALONE = f"{_OF_DEPARTMENT} FILTER NOT EXISTS {{ ?via tng:objective ?goal }}"
_LATER = f"?via tng:earlier ?node ; tng:later ?other . OPTIONAL {{ ?other tng:fiscalYear ?year }} {_SURE}"
_EARLIER = f"?via tng:later ?node ; tng:earlier ?other . OPTIONAL {{ ?node tng:fiscalYear ?year }} {_SURE}"

Branches = tuple[str, ...]
_TIME = (_LATER, _EARLIER)


@dataclass(frozen=True, slots=True)
class Ways:
    """The branches of the questions."""

    forward: Branches
    around: Branches


GOALS = Ways(
    forward=(_GOALS_OF_DEPARTMENT, _OF_GOAL, _OF_DEPARTMENT_ALONE, _LATER),
    around=(
        _GOALS_OF_DEPARTMENT,
        _DEPARTMENT_OF_GOAL,
        _OF_GOAL,
        _OF_DEPARTMENT_ALONE,
        _NAMED_BY_GOAL,
        *_TIME,
    ),
)
DEPARTMENTS = Ways(
    forward=(_OF_DEPARTMENT, _LATER),
    around=(_OF_DEPARTMENT, _NAMED_BY_DEPARTMENT, *_TIME),
)

_MERELY = "FILTER NOT EXISTS { ?via tng:role ?merely FILTER(?merely IN (tng:refersTo, tng:venueOf)) }"
"""Whoever is merely named, or gives a venue, is joined with nobody, as in the networks."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours, and the last year that tells of it (0: none)."""

    node: str
    other: str
    latest: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two points are joined: `via` says so. `status` is a name of `STATUSES`."""

    node: str
    other: str
    via: str
    year: int
    status: str
    role: str


class Links:
    """Asks for a request, with the filters of a state."""

    def __init__(self, request: Request, state: State, *, goals: bool) -> None:
        self._request = request
        self._ways = GOALS if goals else DEPARTMENTS
        self._filters = _filters(state)

    async def pairs(self, nodes: Sequence[str]) -> list[Pair]:
        """Return the neighbours of points, those of the last years first.

        There are at most `MOST_PAIRS` for each `AT_ONCE` of the points.
        """
        found: list[Pair] = []
        for part in _parts(nodes):
            query = (
                f"SELECT ?node ?other (MAX(?year) AS ?latest) {self._body(self._ways.around, part)} "
                f"GROUP BY ?node ?other ORDER BY DESC(?latest) ?node ?other LIMIT {MOST_PAIRS}"
            )
            found += map(_pair, await self._rows(query))
        return found

    async def counts(self, nodes: Sequence[str]) -> dict[str, int]:
        """Return how many neighbours points have."""
        found: dict[str, int] = {}
        for part in _parts(nodes):
            body = self._body(self._ways.around, part)
            query = f"SELECT ?node (COUNT(DISTINCT ?other) AS ?count) {body} GROUP BY ?node"
            found |= {text(row, "node"): int(text(row, "count")) for row in await self._rows(query)}
        return found

    async def reasons(self, nodes: Sequence[str]) -> list[Reason]:
        """Return why points are joined with one another; at most `MOST_REASONS` for `AT_ONCE` of them."""
        further = f"VALUES ?other {{ {iri_list(nodes)} }} OPTIONAL {{ ?via tng:role ?role }}"
        found: list[Reason] = []
        for part in _parts(nodes):
            query = (
                "SELECT DISTINCT ?node ?other ?via ?year ?status ?role "
                f"{self._body(self._ways.forward, part, further)} "
                f"ORDER BY ?node ?other DESC(?year) ?via ?role LIMIT {MOST_REASONS}"
            )
            found += map(_reason, await self._rows(query))
        return found

    async def _rows(self, query: str) -> Sequence[Row]:
        return (await rows(self._request, _PREFIX + query)).rows

    def _body(self, branches: Branches, nodes: Iterable[str], further: str = "") -> str:
        values = f"VALUES ?node {{ {iri_list(nodes)} }}"
        parts = " UNION\n".join(f"{{ {values} {branch} }}" for branch in branches)
        certain = "BIND(COALESCE(?said, tng:Stated) AS ?status)"
        return f"WHERE {{\n{parts}\n{further} {_MERELY} {certain} {self._filters} FILTER(?node != ?other) }}"


def _parts(nodes: Sequence[str]) -> Iterable[Sequence[str]]:
    return (nodes[start : start + AT_ONCE] for start in range(0, len(nodes), AT_ONCE))


def _filters(state: State) -> str:
    years = f"FILTER(?year IN ({', '.join(map(str, state.years))}))" if state.years else ""
    statuses = ", ".join(f"<{STATUSES[each]}>" for each in state.statuses)
    return f"{years} FILTER(?status IN ({statuses}))" if statuses else years


_NAMES_OF_STATUS = {iri: name for name, iri in STATUSES.items()}


def _pair(row: Row) -> Pair:
    return Pair(text(row, "node"), text(row, "other"), int(text(row, "latest") or 0))


def _reason(row: Row) -> Reason:
    return Reason(
        node=text(row, "node"),
        other=text(row, "other"),
        via=text(row, "via"),
        year=int(text(row, "year") or 0),
        status=_NAMES_OF_STATUS.get(text(row, "status"), "stated"),
        role=text(row, "role"),
    )
