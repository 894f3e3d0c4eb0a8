"""`/data`: what can be taken away, with sizes and checksums, on what terms, and how to use it.

`/data/dump.nq` is the whole release: the file that the release keeps, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from api.languages import language_of
from api.pages.names import names_of, speak
from api.pages.snippets import snippets
from api.represent import VARIES
from api.saved import saved_queries
from api.service import service_address
from api.site import render, site_of
from graph.home import Home
from graph.manifest import read_manifest
from graph.network import EXPORTS
from graph.release import Release
from graph.verify import DUMP

_RELEASES = 10
"""The latest releases, of which the page tells."""

_EXAMPLE = "targets-and-actuals"
"""The saved query with which the page shows how an answer is used elsewhere."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that the home keeps: its day, what it holds."""

    id: str
    created: str
    sheets: int
    facts: int


async def data(request: Request) -> Response:
    """Show the page."""
    release, language = site_of(request).release(), language_of(request)
    manifest = release.manifest
    names = await names_of(request, (sheet.sheet for sheet in manifest.sheets))
    answers = f"{service_address(request).rsplit('/', 1)[0]}/api/queries/{_EXAMPLE}?format="
    page = render(
        request,
        "data.html",
        size=release.dump_path.stat().st_size,
        checksum=manifest.checksums[DUMP],
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


async def dump(request: Request) -> Response:
    """Send all named graphs of the release as sorted N-Quads."""
    release = site_of(request).release()
    headers = VARIES | {"ETag": f'"{release.manifest.checksums[DUMP]}"'}
    return FileResponse(
        release.dump_path,
        media_type="application/n-quads",
        filename=f"tsunagu-{release.id}.nq",
        headers=headers,
    )


def _releases(release: Release) -> Sequence[Earlier]:
    """Return the releases that the home keeps, the latest first."""
    folder = Home(release.path.parents[1])
    found = []
    for name in sorted(folder.release_ids(), reverse=True)[:_RELEASES]:
        manifest = read_manifest(folder.releases / name)
        found.append(Earlier(name, manifest.created[:10], len(manifest.sheets), manifest.merged))
    return found
