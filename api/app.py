"""The public side as one ASGI application. It can only read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from api import neighbourhood, network_api, problems, queries_api
from api.catalog.routes import ROUTES as CATALOG
from api.delivery import Compressed, Conditional
from api.documents import document, identifier
from api.dumps import dump_list, dump_of_current, dump_of_release, former_dump
from api.endpoint import sparql
from api.errors import Unavailable
from api.graphstore import METHODS as READING
from api.graphstore import graph_store
from api.headers import SecurityHeaders
from api.pages.changes import changes, changes_json, changes_patch
from api.pages.colours import city_css
from api.pages.data import data
from api.pages.editor_terms import editor_terms
from api.pages.excel import excel
from api.pages.explorer.page import explorer
from api.pages.feed import feed
from api.pages.findings import findings_file
from api.pages.help import accessibility, help_page
from api.pages.home import home
from api.pages.lists.page import listing
from api.pages.quality import quality
from api.pages.saved import saved_page
from api.pages.search import search_page
from api.pages.source import sheet_source, source
from api.pages.views.page import VIEWS, view_list, view_page
from api.protocol import METHODS
from api.reconcile.routes import ROUTES as RECONCILE
from api.repeated import ANY, PAGE, Repeated
from api.search import search
from api.site import Site, site_of
from api.sparql.pool import QueryPool
from api.sparql.remote import RemotePool
from api.steady import steady
from api.straight import Straight
from api.unsent import Bounded, room_of
from api.vocabulary import ROUTES as VOCABULARY
from api.warming import keep_warm
from core.errors import TsunaguError
from core.settings import Settings

_PAGES = {
    "/": home,
    "/departments": listing,
    "/policies": listing,
    "/partners": listing,
    "/programs": listing,
    "/indicators": listing,
    "/queries/{name}": saved_page,
    "/search": search_page,
    "/graph": explorer,
    "/quality": quality,
    "/quality/findings.{form}": findings_file,
    "/data": data,
    "/data/changes/{release}": changes,
    "/data/changes.atom": feed,
    "/help": help_page,
    "/accessibility": accessibility,
    "/views": view_list,
    "/views/{name}": view_page,
    "/doc/{path:path}": document,
    "/sources/{sha256}": source,
    "/sources/{code}/{year}/{department}": sheet_source,
    "/sparql/terms.json": editor_terms,
}
_API = {
    "/api/search": search,
    "/api/neighbourhood": neighbourhood.neighbourhood,
    "/api/paths": neighbourhood.paths,
    "/api/network": network_api.networks,
    "/api/network/{view}": network_api.network,
    "/api/queries": queries_api.listing,
    "/api/queries/{name}": queries_api.answer,
    "/api/openapi.json": queries_api.openapi,
}
_FILES = {
    "/dumps": dump_list,
    "/dumps/": dump_list,
    "/dumps/{name}": dump_of_current,
    "/dumps/{release}/{name}": dump_of_release,
    "/data/dump.nq": former_dump,
    "/data/changes/{release}/changes.json": changes_json,
    "/data/changes/{release}/patch.rdfp": changes_patch,
}
_LISTED = CATALOG | VOCABULARY
_LANGUAGES = ("", "/en")
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
_MIB = 1024 * 1024


def create_app(settings: Settings, *, warm: bool = False) -> FastAPI:
    """Return the application on the home of `settings`. It serves whatever release is current.

    With `warm` it asks for its pages itself as soon as there is another release.
    """
    pool = RemotePool(settings) if settings.endpoint else QueryPool(settings)
    pages = [prefix + path for prefix in _LANGUAGES for path in _PAGES if "{" not in path]
    pages += [f"{prefix}/views/{name}" for prefix in _LANGUAGES for name in VIEWS]

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await pool.start()
        visits = asyncio.create_task(keep_warm(app, pool.current.state, pages if warm else ()))
        try:
            yield
        finally:
            visits.cancel()
            await pool.close()

    # No pages of the framework: they load scripts from outside.
    app = FastAPI(
        title="Tsunagu",
        lifespan=lifespan,
        telemetry=_NO_TELEMETRY,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # it would send clients to whatever host they name
    )
    app.state.site = Site.create(pool, settings)
    problems.install(app)
    busy = {f"{prefix}/sparql": steady(sparql) for prefix in _LANGUAGES}
    # The last one is the outermost.
    app.add_middleware(Straight, endpoints=busy, handlers=app.exception_handlers)
    app.add_middleware(Compressed)
    app.add_middleware(SecurityHeaders)
    hosted = [f"{prefix}/data{ending}" for prefix in _LANGUAGES for ending in ("", "/changes.atom")]
    hosted += [prefix + path for prefix in _LANGUAGES for path in _LISTED if "{" not in path]
    kept = dict.fromkeys(pages, PAGE) | dict.fromkeys([*busy, *hosted], ANY)
    app.add_middleware(Repeated, current=pool.current, paths=kept, room=settings.query_cache * _MIB // 2)
    app.add_middleware(Conditional)
    app.add_middleware(Bounded, room=room_of(settings))
    for prefix in _LANGUAGES:
        for path, page in _PAGES.items():
            app.add_route(prefix + path, steady(page))
        app.add_route(f"{prefix}/sparql", steady(sparql), list(METHODS))
        for path, listed in _LISTED.items():
            app.add_route(prefix + path, steady(listed))
        for path, (service, methods) in RECONCILE.items():
            app.add_route(prefix + path, steady(service), list(methods))
    app.add_route("/sparql/excel", steady(excel), ["GET", "HEAD", "POST"])
    app.add_route("/rdf-graph-store", steady(graph_store), list(READING))
    for path, endpoint in _API.items():
        app.add_route(path, steady(endpoint))
    app.add_route("/en", _english)
    app.add_route("/city.css", city_css)
    for path, files in _FILES.items():
        app.add_route(path, steady(files))
    app.add_route("/id/{path:path}", steady(identifier))
    app.add_route("/health", health)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    return app


async def health(request: Request) -> Response:
    """Say whether there is a release to answer from."""
    try:
        release = site_of(request).release()
    except TsunaguError as error:
        return JSONResponse({"status": "unavailable", "reason": error.key}, Unavailable.status)
    return JSONResponse({"status": "ok", "release": release.id})


async def _english(request: Request) -> Response:  # noqa: ARG001  given by the framework
    return RedirectResponse("/en/", 308)
