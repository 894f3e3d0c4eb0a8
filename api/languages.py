"""The language of a request: that of its address, or what the client prefers."""

from starlette.requests import Request

from api.preferences import preferences
from core.messages import Language

_EN = "/en"


def language_of(request: Request) -> Language:
    """Return the language of an address: pages stand at `/…` in Japanese and at `/en/…` in English."""
    path = request.url.path
    return "en" if path == _EN or path.startswith(f"{_EN}/") else "ja"


def preferred(request: Request) -> Language | None:
    """Return the language for a program: of the address, else of `Accept-Language`; None if neither says."""
    if language_of(request) == "en":
        return "en"
    wanted = {"ja": 0.0, "en": 0.0}
    for tag, quality in preferences(", ".join(request.headers.getlist("accept-language"))):
        language = tag.partition("-")[0]
        if language in wanted:
            wanted[language] = max(wanted[language], quality)
    if wanted["ja"] == wanted["en"]:
        return None
    return "ja" if wanted["ja"] > wanted["en"] else "en"
