"""What changed from one release to the next: a page, JSON, an RDF patch, and a feed of all of them.

/data/changes/0003-1a2b3c4d5e6f               what people want to know (`?from=` another release)
/data/changes/0003-1a2b3c4d5e6f/changes.json  the same for programs
/data/changes/0003-1a2b3c4d5e6f/patch.rdfp    every quad that came or went
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.differences import compared, pair_of
from api.languages import language_of
from api.represent import VARIES, represent
from api.site import render, site_of
from graph.differences import MEDIA_TYPE, patch, sections

_PIECE = 256 * 1024
"""Bytes of a patch that are sent at once."""


async def changes(request: Request) -> Response:
    """Show the page."""
    pair = await pair_of(request)
    found = await compared(pair)
    page = render(
        request,
        "changes.html",
        old=pair.old.manifest,
        new=pair.new.manifest,
        found=found,
        query=request.url.query,
        sections=sections(found, language_of(request)),
        address_of=site_of(request).addresses().page,
    )
    page.headers["Cache-Control"] = VARIES["Cache-Control"]
    return page


async def changes_json(request: Request) -> Response:
    """Send the same as data."""
    pair = await pair_of(request)
    body = json.dumps(asdict(await compared(pair)), ensure_ascii=False).encode()
    return represent(request, body, "application/json", pair.mark)


async def changes_patch(request: Request) -> Response:
    """Send the difference quad by quad, as it is found."""
    pair = await pair_of(request)
    headers = {
        "Cache-Control": VARIES["Cache-Control"],
        "Content-Disposition": f'attachment; filename="tsunagu-{pair.new.id}.rdfp"',
        "ETag": f'"{pair.mark}"',
    }
    if request.method == "HEAD":
        return Response(media_type=MEDIA_TYPE, headers=headers)
    return StreamingResponse(_pieces(patch(pair.old, pair.new)), media_type=MEDIA_TYPE, headers=headers)


def _pieces(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Join lines: each piece that is sent costs about the same, however short."""
    held = bytearray()
    for line in lines:
        held += line
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)
