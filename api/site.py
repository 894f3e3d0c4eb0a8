"""What every page needs: the pool, the templates, the words, the release.

Pages stand at `/…` in Japanese and at `/en/…` with English words; what the sheets say stays as it
is printed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.templating import Jinja2Templates

from api.addresses import Addresses
from api.current import CurrentRelease, Once
from api.disconnect import unless_gone
from api.faces import faces
from api.labels import Labels
from api.languages import language_of
from api.navigation import menu
from api.rows import Rows, rows_of
from api.searching import Desk
from api.sparql.formats import ROWS, Choice
from api.sparql.pool import QueryPool
from api.sparql.question import Answer, Question
from api.sparql.remote import RemotePool
from api.tongues import is_japanese, marked
from core.errors import TsunaguError
from core.messages import Language, say
from core.settings import Settings
from graph.release import Release

T = TypeVar("T")

_HERE = Path(__file__).parent
_EN = "/en"
_SITE = "tsunagu.site"
"""Where a request keeps its site."""

JSON = Choice(rows=ROWS[0], graph=None)
"""What queries of our own are answered in."""

_MUCH = 64 * 1024
"""Bytes from which on it takes so long to make something of an answer that nobody else may wait for it."""

_TABLES = Desk(threads=1)
"""Where large answers wait to be made into tables; each client has a share."""


@dataclass(frozen=True, slots=True)
class Site:
    """The public side: one for each application, in `app.state.site`, and a copy for each request."""

    pool: QueryPool | RemotePool
    current: CurrentRelease | Once
    settings: Settings
    templates: Jinja2Templates
    labels: Labels

    @classmethod
    def create(cls, pool: QueryPool | RemotePool, settings: Settings) -> "Site":
        """Load templates and labels."""
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return cls(pool, pool.current, settings, Jinja2Templates(env=environment), Labels.load())

    def release(self) -> Release:
        """Return the release that answers; `Unavailable` before the first build."""
        return self.current.get()

    def addresses(self) -> Addresses:
        """Return the mapping of IRIs and addresses of the release."""
        return Addresses.of(self.release().manifest)


def site_of(request: Request) -> Site:
    """Return the site that a request came to; all that the request asks for is of one release."""
    site: Site | None = request.scope.get(_SITE)
    if site is None:
        whole: Site = request.app.state.site
        site = request.scope[_SITE] = replace(whole, current=Once(whole.pool.current))
    return site


def forget_release(request: Request) -> None:
    """Let a request begin anew, with the release that answers now."""
    request.scope.pop(_SITE, None)


def client_of(request: Request) -> str:
    """Return who asks, for a fair share of the workers."""
    return request.client.host if request.client else ""


async def ask(request: Request, question: Question) -> Answer:
    """Ask the pool for a request; the query ends when its client goes. `Switched` for another release."""
    site = site_of(request)
    pool, release = site.pool, site.release()
    known = pool.at_once(question, release)
    if known is not None:
        return known
    return await unless_gone(request, pool.work_out(question, client_of(request), release))


async def rows(request: Request, query: str) -> Rows:
    """Return the rows of a query of our own."""
    answer = await ask(request, Question(query, JSON))
    return await apart(request, len(answer.body), lambda: rows_of(answer))


async def apart(request: Request, size: int, work: Callable[[], T]) -> T:
    """Return what `work` makes of so many bytes; of many in a thread, so that others go on."""
    if size <= _MUCH:
        return work()
    return await unless_gone(request, _TABLES.ask(work, client_of(request)))


def render(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """Return a page. Templates get `t` (a message), `link` (an address in this language) and more."""
    language = language_of(request)
    prefix = _EN if language == "en" else ""
    path = request.url.path.removeprefix(prefix)
    other = path or "/" if language == "en" else _EN + path
    shared: dict[str, object] = {
        "lang": language,
        "t": lambda key, **values: say(key, language, **values),
        "link": lambda address: prefix + address,
        "japanese": lambda words: language != "ja" and is_japanese(words),
        "tongues": lambda words: marked(words, language),
        "foreign": lambda tongue: tongue if tongue and tongue != language else "",
        "other_address": other + (f"?{request.url.query}" if request.url.query else ""),
        "download": lambda query, name: "/sparql?" + urlencode({"query": query, "format": name}),
        "labels": site_of(request).labels,
        "menu": menu(path),
    }
    shared |= _of_release(site_of(request), language, request.url.path)
    page = site_of(request).templates.get_template(template).render(shared | context)
    return HTMLResponse(page, status, {"Content-Language": language})


def _of_release(site: Site, language: Language, path: str) -> dict[str, object]:
    """Return what a page says of the release; an error page must also do without one."""
    try:
        manifest = site.release().manifest
    except TsunaguError:
        return {"manifest": None, "addresses": Addresses(()), "fictional": [], "cities": []}
    shown = faces(manifest, language, path)
    return {
        "manifest": manifest,
        "addresses": Addresses.of(manifest),
        "fictional": [face.name for face in shown if face.fictional],
        "cities": shown,
    }
