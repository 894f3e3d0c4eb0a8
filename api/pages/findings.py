"""`/quality/findings.csv` and its like: what the checks found, written as `tsunagu validate` writes it."""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.languages import language_of
from api.site import apart, site_of
from shapes.written import FORMS

OFFERED = ("csv", "html", "json", "sarif", "ttl")
_BYTES_EACH = 1024
"""About what one finding takes; many are written in a thread."""


async def findings_file(request: Request) -> Response:
    """Send the findings as a file."""
    form = request.path_params["form"]
    if form not in OFFERED:
        raise NotFound("page-not-found", path=request.url.path)
    release, language = site_of(request).release(), language_of(request)
    found = [each.finding for each in release.findings()]
    text = await apart(request, len(found) * _BYTES_EACH, lambda: FORMS[form].write(found, language))
    headers = {
        # The page brings its own style sheet, which our pages are forbidden; it is made to be kept.
        "Content-Disposition": f'attachment; filename="findings-{release.id}.{form}"',
        "Content-Language": language,
    }
    return Response(text.encode(), media_type=FORMS[form].media_type, headers=headers)
