"""One thing: what is known of it, what points to it, and the words of the source that say so."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from api.addresses import iri_list
from api.explorer_address import explorer_address
from api.languages import language_of
from api.pages.describe import SPEAKING_FOR_THEMSELVES, Description, Said, describe
from api.pages.figures import POINTERS, figures_of
from api.pages.linked import linked_of
from api.pages.names import Speaker, names_of
from api.pages.quotes import behind, quotes_of
from api.pages.related import related_to, spoken_beside
from api.pages.structured import structured
from api.rows import text
from api.site import render, rows, site_of
from api.sparql.formats import Format

_FACTS = """
SELECT ?thing ?property ?value WHERE { VALUES ?thing { %s } ?thing ?property ?value }
"""


async def thing_page(request: Request, iris: Sequence[str], files: Sequence[Format]) -> Response | None:
    """Return the page of the one of these things that is known; None where none is.

    `files` are the formats in which the document is there too, under its address with their suffix.
    """
    figures = await figures_of(request, iris)
    found = await _description(request, iris, figures is not None)
    if found is None:
        return None
    addresses = site_of(request).addresses()
    return render(
        request,
        "thing.html",
        thing=found,
        figures=figures,
        explorer=explorer_address(found.iri, addresses),
        document=(addresses.page(found.iri) or "").removesuffix(".html"),
        files=files,
        structured=structured(found, site_of(request).release().manifest),
    )


async def _description(request: Request, iris: Sequence[str], tabled: bool) -> Description | None:
    """Return what is known of a thing; its figures are left to their table where there is one."""
    facts = await rows(request, _FACTS % iri_list(iris))
    chosen = await linked_of(request, iris, POINTERS if tabled else (), _newest(request))
    if not facts.rows and not chosen.groups:
        return None
    iri = facts.rows[0]["thing"].value if facts.rows else iris[0]
    addresses = site_of(request).addresses()
    valued = {row["value"].value for row in facts.rows if row["value"].kind == "uri"}
    things = chosen.things() | {
        row["value"].value for row in facts.rows if text(row, "property") in SPEAKING_FOR_THEMSELVES
    }
    beside = await related_to(request, iris)
    said = Said(
        facts,
        chosen,
        beside,
        await quotes_of(request, iris),
        await behind(request, iris, things),
    )
    names = await names_of(request, {iri, *valued, *chosen.spoken(), *spoken_beside(beside)})
    speaker = Speaker(names, addresses, site_of(request).labels, language_of(request))
    return describe(iri, said, speaker)


def _newest(request: Request) -> str:
    """Return the first day of the newest fiscal year of the release: what ended before it is over."""
    sheets = site_of(request).release().manifest.sheets
    return f"{max((sheet.fiscal_year for sheet in sheets), default=0):04}-04-01"
