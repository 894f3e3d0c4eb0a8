"""The first page: what this is, search, four questions with an answer each, numbers, departments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.errors import QueryError
from api.labels import shorten
from api.pages.lists.summary import counted
from api.pages.views.page import VIEWS
from api.rows import text
from api.saved import saved_queries
from api.search import MOST_CHARACTERS
from api.site import render, rows, site_of

_COUNTED = {
    "ManagementSheet": "/data",
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

_QUESTIONS: Mapping[str, str] = {
    "partners": "/views/partners",
    "coverage": "/views/coverage",
    "targets": "/views/targets",
    "programs": "/programs",
}
"""What people come for (`entry-…`), and the page that answers."""

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


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the page that answers it, and the answer in a sentence, where a view gives one."""

    name: str
    address: str
    answer: str


async def home(request: Request) -> Response:
    """Show the first page."""
    release = site_of(request).release()
    counts = await rows(request, _COUNTS % " ".join(f"tng:{name}" for name in _COUNTED))
    by_class = {shorten(text(row, "class")): text(row, "count") for row in counts.rows}
    return render(
        request,
        "home.html",
        longest=MOST_CHARACTERS,
        questions=[
            Question(name, address, await _answer(request, name)) for name, address in _QUESTIONS.items()
        ],
        numbers=[(f"tng:{name}", by_class.get(f"tng:{name}", "0"), page) for name, page in _COUNTED.items()],
        departments=await counted(request, "departments", "goals"),
        sheets=len(release.manifest.sheets),
        findings=sum(sheet.findings for sheet in release.manifest.sheets),
        saved=len(saved_queries()),
        years=years_of([sheet.fiscal_year for sheet in release.manifest.sheets]),
    )


async def _answer(request: Request, name: str) -> str:
    """Return what a view finds first; nothing where it cannot tell now: its page will say why."""
    if name not in VIEWS:
        return ""
    try:
        view = await VIEWS[name].show(request, VIEWS[name].values({}))
    except QueryError:
        return ""
    return view.findings[0] if view.findings else ""


def years_of(years: Sequence[int]) -> str:
    """Return the span of years that sheets are of.

    >>> years_of([2025, 2023]), years_of([2024])
    ('2023–2025', '2024')
    """
    if not years:
        return "—"
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
