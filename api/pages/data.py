"""`/data`: what can be taken away, with sizes and checksums, on what terms, and how to use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.catalog.contents import catalogue
from api.catalog.structured import structured
from api.differences import compared, pair_before
from api.languages import language_of
from api.pages.names import names_of, speak
from api.pages.snippets import snippets
from api.saved import saved_queries
from api.service import service_address, site_address
from api.site import render, site_of
from core.messages import Language
from graph.differences import sections
from graph.dumps import PACKAGE, SUMS, Dump, dumps
from graph.export import tables
from graph.home import Home
from graph.manifest import read_manifest
from graph.network import EXPORTS
from graph.release import Release

_RELEASES = 10
"""The latest releases, of which the page tells."""

_EXAMPLE = "targets-and-actuals"
"""The saved query with which the page shows how an answer is used elsewhere."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that the home keeps: its day, what it holds, whether one before it can be compared."""

    id: str
    created: str
    sheets: int
    facts: int
    comparable: bool


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a release as the page shows them: a table has one for Excel and a plain one."""

    tables: Mapping[str, Mapping[str, Dump]]
    graphs: Sequence[Dump]
    workbook: Dump | None
    about: Sequence[Dump]


async def data(request: Request) -> Response:
    """Show the page."""
    release, language = site_of(request).release(), language_of(request)
    manifest = release.manifest
    names = await names_of(request, (sheet.sheet for sheet in manifest.sheets))
    answers = f"{service_address(request).rsplit('/', 1)[0]}/api/queries/{_EXAMPLE}?format="
    page = render(
        request,
        "data.html",
        structured=structured(catalogue(release, site_address(request)), language),
        files=_files(release),
        titles={table.name: table.title for table in tables()},
        changes=await _changes(release, language),
        networks=release.networks(),
        exports=list(EXPORTS),
        questions=list(saved_queries().values()),
        csv=f"{answers}csv",
        snippets=snippets({"csv": f"{answers}csv", "excel": f"{answers}csv-excel"}),
        example=saved_queries()[_EXAMPLE].title.say(language),
        releases=_releases(release),
        sheets=[
            (sheet, speak(sheet.sheet, names, site_of(request).addresses()))
            for sheet in sorted(manifest.sheets, key=lambda each: (each.fiscal_year, each.sheet))
        ],
    )
    page.headers["Vary"] = "Host"  # the lines to copy name this site
    return page


def _files(release: Release) -> Files:
    of_tables: dict[str, dict[str, Dump]] = {}
    found = dumps(release)
    for each in found:
        if each.table:
            of_tables.setdefault(each.table, {})[each.format] = each
    by_name = {each.name: each for each in found}
    return Files(
        of_tables,
        [each for each in found if each.name.startswith("graph.")],
        by_name.get("tables.xlsx"),
        [by_name[name] for name in (SUMS, PACKAGE) if name in by_name],
    )


async def _changes(release: Release, language: Language) -> list[str]:
    """Return what this release changed, in headings; nothing where none before it is kept."""
    pair = await pair_before(release)
    return [each.heading for each in sections(await compared(pair), language)] if pair else []


def _releases(release: Release) -> Sequence[Earlier]:
    """Return the releases that the home keeps, the latest first."""
    folder = Home(release.path.parents[1])
    found = []
    known = folder.release_ids()
    for name in reversed(known[-_RELEASES:]):
        manifest = read_manifest(folder.releases / name)
        day, sheets = manifest.created[:10], len(manifest.sheets)
        found.append(Earlier(name, day, sheets, manifest.merged, name != known[0]))
    return found
