"""The first page: what this is, the numbers of the release, the saved questions, the departments."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from api.labels import shorten
from api.languages import language_of
from api.pages.cells import cell, label_of
from api.pages.names import names_of, speak
from api.pages.tables import DEPARTMENTS
from api.rows import text
from api.saved import saved_queries
from api.site import render, rows, site_of

_COUNTED = {
    "ManagementSheet": "",
    "Department": "/departments",
    "Goal": "",
    "MidTermGoal": "",
    "Action": "",
    "Result": "",
    "Issue": "",
    "Partner": "/partners",
    "Program": "/programs",
}
"""The kinds of things whose number is told, and the page that lists them, if there is one."""

_COUNTS = """
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?class (COUNT(?thing) AS ?count) WHERE {
  VALUES ?class { %s }
  ?thing a ?class .
  FILTER(?class != tng:Department || EXISTS { ?sheet tng:department ?thing })
  FILTER(?class NOT IN (tng:Partner, tng:Program) || EXISTS { ?mention tng:of ?thing ; tng:sheet ?any })
}
GROUP BY ?class
"""

_NOTICES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?comment WHERE { ?city a tng:City ; rdfs:comment ?comment }
ORDER BY ?comment
"""


async def home(request: Request) -> Response:
    """Show the first page."""
    release = site_of(request).release()
    language = language_of(request)
    counts = await rows(request, _COUNTS % " ".join(f"tng:{name}" for name in _COUNTED))
    notices = await rows(request, _NOTICES)
    departments = await rows(request, DEPARTMENTS % {"language": language})
    by_class = {shorten(text(row, "class")): text(row, "count") for row in counts.rows}
    addresses = site_of(request).addresses()
    names = await names_of(request, (sheet.sheet for sheet in release.manifest.sheets))
    return render(
        request,
        "home.html",
        numbers=[(f"tng:{name}", by_class.get(f"tng:{name}", "0"), page) for name, page in _COUNTED.items()],
        notices=[row["comment"].value for row in notices.rows if row["comment"].language == language],
        departments=[
            (cell(row["department"], addresses, *label_of(row, "department")), text(row, "goals"))
            for row in departments.rows
        ],
        sheets=[
            (sheet, speak(sheet.sheet, names, addresses))
            for sheet in sorted(release.manifest.sheets, key=lambda each: (each.fiscal_year, each.sheet))
        ],
        questions=list(saved_queries().values()),
        years=_years([sheet.fiscal_year for sheet in release.manifest.sheets]),
    )


def _years(years: Sequence[int]) -> str:
    """Return the span of years that sheets are of."""
    if not years:
        return "—"
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
