"""What every page of the officers' side needs: the office, its templates, its words, who is logged in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.languages import language_of
from api.office.drafts import Drafts
from api.office.folder import Folder
from api.office.jobs import Jobs
from api.office.sessions import COOKIE, Session, Sessions
from core.messages import say
from core.settings import Settings
from graph.release import current
from loaders.cities.city import City
from loaders.cities.find import cities as known_cities

_TEMPLATES = Path(__file__).parents[1] / "templates"
_EN = "/en"
_FORM_SECRET = Markup('<input type="hidden" name="csrf" value="{}">')
_MIB = 1024 * 1024


class LoggedOut(Exception):
    """Nobody is logged in: the log-in page is shown instead."""


@dataclass(frozen=True, slots=True)
class Office:
    """The officers' side: one for each application, in `app.state.office`.

    `cities` names further folders of cities, parted as in PATH.
    """

    settings: Settings
    cities: str
    sessions: Sessions
    drafts: Drafts
    jobs: Jobs
    environment: Environment

    @classmethod
    def create(cls, settings: Settings, cities: str, token: str) -> "Office":
        """Open the office on a home."""
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        drafts = Drafts(settings.home / "drafts")
        drafts.create()
        return cls(settings, cities, Sessions(token), drafts, Jobs(settings.home, cities), environment)

    @property
    def upload_bytes(self) -> int:
        """Most bytes of one upload."""
        return self.settings.office_upload * _MIB

    @property
    def public(self) -> str:
        """The address of the public pages, without a slash at its end."""
        return self.settings.office_public.rstrip("/")

    def known_cities(self) -> dict[str, City]:
        """Return the cities as their folders are now."""
        return known_cities(self.cities)


def office_of(request: Request) -> Office:
    """Return the office that a request came to."""
    office: Office = request.app.state.office
    return office


def officer(request: Request) -> Session:
    """Return who is logged in; `LoggedOut` where nobody is."""
    session = office_of(request).sessions.find(request.cookies.get(COOKIE))
    if session is None:
        raise LoggedOut
    return session


def draft_of(request: Request) -> Folder:
    """Return the draft that an address names."""
    return office_of(request).drafts.find(request.path_params["draft"])


def render(request: Request, template: str, /, status: int = 200, **context: Any) -> Response:
    """Return a page. Templates get `t` (a message), `link` (an address in this language) and more."""
    office, language = office_of(request), language_of(request)
    prefix = _EN if language == "en" else ""
    path = request.url.path.removeprefix(prefix)
    release = current(office.settings.home)
    session = office.sessions.find(request.cookies.get(COOKIE))
    shared: dict[str, object] = {
        "lang": language,
        "t": lambda key, **values: say(key, language, **values),
        "link": lambda address: prefix + address,
        "other_address": path or "/" if language == "en" else _EN + path,
        "session": session,
        "csrf": lambda: _FORM_SECRET.format(session.csrf if session else ""),
        "public": office.public,
        "manifest": release.manifest if release else None,
    }
    page = office.environment.get_template(f"office/{template}").render(shared | context)
    return HTMLResponse(page, status, {"Content-Language": language})


def to(request: Request, address: str) -> Response:
    """Send the browser to another page, in the language of this one."""
    prefix = _EN if language_of(request) == "en" else ""
    return RedirectResponse(prefix + address, 303)
