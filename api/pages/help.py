"""Pages of words alone: help, and the statement on accessibility."""

from starlette.requests import Request
from starlette.responses import Response

from api.site import render

_TERMS = (
    *("sheet", "goal", "midterm", "program", "partner", "group", "policy"),
    *("figure", "evidence", "status", "release"),
)
"""The words that help explains, as `help-term-…` and `help-about-…`."""


async def help_page(request: Request) -> Response:
    """Show how the site is used."""
    return render(request, "help.html", terms=_TERMS)


async def accessibility(request: Request) -> Response:
    """Show what was checked, and what is known to be missing."""
    return render(request, "accessibility.html")
