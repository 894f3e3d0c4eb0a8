"""`/dumps/…`: the files of a release, whole or in ranges, with marks by which others see what they have.

/dumps/graph.nq                       of the release that answers
/dumps/0003-1a2b3c4d5e6f/graph.nq     of this release, for as long as it is kept
"""

import asyncio
from base64 import b64encode
from datetime import datetime
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from api.errors import NotFound, Switched
from api.ranges import ranged
from api.site import site_of
from api.sparql.lanes import RETRY
from graph.dumps import Dump, dump_file
from graph.release import Release, kept

_CACHED = "public, no-cache"
"""A cache may keep a file, and asks each time: releases are pruned, and sheets are withdrawn."""


async def dump_of_current(request: Request) -> Response:
    """Send a file of the release that answers; its lasting address comes along."""
    release = site_of(request).release()
    name = request.path_params["name"]
    response = _sent(request, release, name)
    response.headers["Content-Location"] = address(release.id, name)
    return response


async def dump_of_release(request: Request) -> Response:
    """Send a file of any release that is kept."""
    home = site_of(request).settings.home
    release = await asyncio.to_thread(kept, home, request.path_params["release"])
    if release is None:
        raise NotFound("page-not-found", path=request.url.path)
    return _sent(request, release, request.path_params["name"])


async def dump_list(request: Request) -> Response:  # noqa: ARG001  given by the framework
    """Lead to the page that lists the files."""
    return RedirectResponse("/data", 303)


async def former_dump(request: Request) -> Response:  # noqa: ARG001  given by the framework
    """Lead to where the N-Quads stand now."""
    return RedirectResponse("/dumps/graph.nq", 308)


def address(release_id: str, name: str) -> str:
    """Return the lasting address of a file, from the root of the site."""
    return f"/dumps/{release_id}/{name}"


def _sent(request: Request, release: Release, name: str) -> Response:
    """Return the response; `Switched` where the release was removed a moment ago."""
    found = dump_file(release, name)
    if found is None:
        raise NotFound("page-not-found", path=request.url.path)
    dump, place = found
    if not place.exists():
        raise Switched("release-just-switched", retry=RETRY)
    headers = _headers(release, dump)
    sent = FileResponse(place, media_type=dump.served_as, filename=dump.name, headers=headers)
    return ranged(request, sent, dump.size)


def _headers(release: Release, dump: Dump) -> dict[str, str]:
    """Return what is known of the bytes, so that half a download can go on and a whole one be checked."""
    made = datetime.fromisoformat(release.manifest.created)
    return {
        "Cache-Control": _CACHED,
        "ETag": f'"{dump.sha256}"',
        "Last-Modified": format_datetime(made, usegmt=True),
        "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(dump.sha256)).decode()}:",
    }
