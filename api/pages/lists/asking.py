"""The rows of a list, as its query gives them; they are kept for as long as a release answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from api.kept import Kept
from api.languages import language_of
from api.pages.lists.definitions import List
from api.pages.pairing import measured
from api.rows import Row, rows_of
from api.saved import SavedQuery, parse
from api.site import JSON, apart, ask, site_of
from api.sparql.question import Question

_PREPARED: Mapping[str, Callable[[Sequence[Row]], Sequence[Row]]] = {"indicators": measured}
"""Queries whose rows are joined before they make a list."""

_ROOM = 64 * 1024 * 1024
_rows: Kept[tuple[Row, ...]] = Kept(_ROOM)
"""Reading the rows of a large release takes longer than all that is done with them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows of a list, and the query behind them with its title."""

    rows: tuple[Row, ...]
    title: str
    query: str
    release: str


async def asked(request: Request, wanted: List) -> Asked:
    """Ask the query of a list, in the language of the page."""
    language, saved = language_of(request), _query(wanted.query)
    text = saved.bind(wanted.values, language)
    release = site_of(request).release().id
    kept = _rows.get((release, text))
    if kept is None:
        answer = await ask(request, Question(text, JSON))
        prepared = _PREPARED.get(wanted.query, tuple)
        kept = await apart(request, len(answer.body), lambda: tuple(prepared(rows_of(answer).rows)))
        release = answer.release
        _rows.put((release, text), kept, len(answer.body))
    return Asked(kept, saved.title.say(language), text, release)


@cache
def _query(name: str) -> SavedQuery:
    return parse(name, (files("api.pages.lists") / f"{name}.rq").read_text("utf-8"))
