"""`/quality`: how far the data of the release can be relied on, and what waits for a person.

Findings of the checks, lines that nothing read, how much has evidence, how right each method was when
it was measured, and what nobody has confirmed yet: each with a link to the place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from api.labels import shorten
from api.languages import language_of
from api.pages.cells import Cell, cell
from api.pages.findings import OFFERED
from api.pages.measured import by_kind, by_method, by_role
from api.pages.names import names_of, speak
from api.rows import Term, text
from api.site import render, rows, site_of
from core.messages import Language
from graph.findings import PlacedFinding
from graph.manifest import Manifest
from ontology.terms import TNG
from shapes.report import SEVERITIES, Finding

_MOST = 50
"""Findings of one kind that the page shows."""

_EVIDENT = (
    *("Goal", "MidTermGoal", "Action", "Result", "Issue", "Direction", "Summary"),
    *("Figure", "Indicator", "Mention", "Partnership", "PolicyReference", "Continuation"),
)
"""The classes whose evidence is counted, as people read a sheet."""

_WAITING = (
    *("Partner", "StakeholderGroup", "Program", "Site", "Ordinance", "PlanDocument"),
    *("Mention", "Partnership", "Figure", "Continuation"),
)
"""The classes of which something may wait for a person's decision."""

_PREFIX = f"PREFIX tng: <{TNG.base}>\n"
_COUNT = (
    _PREFIX
    + """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  VALUES ?class { %s }
  ?thing a ?class %s .
}
GROUP BY ?class
"""
)
_EVIDENCED, _PROPOSED = "; tng:evidence ?evidence", "; tng:status tng:Proposed"
_LIST = (
    _PREFIX
    + """PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?thing ?sheet ?quote ?file ?line WHERE {
  ?thing a tng:%s ; tng:status tng:Proposed ; tng:evidence ?evidence .
  ?evidence tng:quote ?quote ; tng:line ?line ; tng:file/dct:title ?file .
  OPTIONAL { ?thing tng:sheet ?sheet }
}
ORDER BY ?file ?line"""
)


@dataclass(frozen=True, slots=True)
class Place:
    """A finding: what it says, what to do, the words, the thing it is about, the place in the source."""

    message: str
    step: str
    quote: str
    thing: Cell
    source: Cell


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of one rule; `places` are the first of them."""

    severity: str
    shape: str
    count: int
    sheets: int
    places: Sequence[Place]


async def quality(request: Request) -> Response:
    """Show the page."""
    release, language = site_of(request).release(), language_of(request)
    labels, manifest = site_of(request).labels, release.manifest
    addresses = site_of(request).addresses()
    everything = await _counted(request, _EVIDENT, "")
    evident = await _counted(request, _EVIDENT, _EVIDENCED)
    waiting = await _counted(request, _WAITING, _PROPOSED)
    names = await names_of(request, (sheet.sheet for sheet in manifest.sheets))
    found = release.findings()
    things = {
        each.finding.focus: cell(Term("uri", each.finding.focus), addresses, each.finding.label)
        for each in found
    }
    return render(
        request,
        "quality.html",
        kinds=_kinds(found, things, _sources(manifest), language),
        downloads=OFFERED,
        severities={each: sum(one.finding.severity == each for one in found) for each in SEVERITIES},
        sheets=[(sheet, speak(sheet.sheet, names, addresses)) for sheet in manifest.sheets],
        unread=sum(sheet.unread for sheet in manifest.sheets),
        evident=[
            (labels.short(f"tng:{name}", language), everything[name], evident.get(name, 0))
            for name in _EVIDENT
            if name in everything
        ],
        waiting=[
            (labels.short(f"tng:{name}", language), waiting[name], _LIST % name)
            for name in _WAITING
            if name in waiting
        ],
        recalled=by_kind(labels, language),
        methods=by_method(labels, language),
        roles=by_role(labels, language),
    )


async def _counted(request: Request, classes: Sequence[str], further: str) -> dict[str, int]:
    """Return how many things of each class `further` holds of; a class without any is left out."""
    found = await rows(request, _COUNT % (" ".join(f"tng:{name}" for name in classes), further))
    return {
        shorten(text(row, "class")).removeprefix("tng:"): int(text(row, "count"))
        for row in found.rows
        if "class" in row
    }


def _kinds(
    found: Iterable[PlacedFinding],
    things: Mapping[str, Cell],
    sources: Mapping[str, Mapping[str, str]],
    language: Language,
) -> list[Kind]:
    """Group findings by rule: the gravest first, then those that most sheets have."""

    def rule(each: PlacedFinding) -> tuple[int, str]:
        return SEVERITIES.index(each.finding.severity), each.finding.shape

    kinds = []
    for _, group in groupby(sorted(found, key=rule), key=rule):
        those = sorted(group, key=lambda each: each.finding.order())
        first = those[0].finding
        places = [
            Place(
                each.finding.message(language),
                each.finding.next_step(language),
                each.finding.quote,
                things[each.finding.focus],
                _source(each.finding, sources.get(each.sheet or "", {}), language),
            )
            for each in those[:_MOST]
        ]
        kinds.append(
            Kind(first.severity, first.shape, len(those), len({each.sheet for each in those}), places)
        )
    return sorted(kinds, key=lambda kind: (SEVERITIES.index(kind.severity), -kind.count, kind.shape))


def _sources(manifest: Manifest) -> dict[str, dict[str, str]]:
    """Return the checksum of each file by its name, for each sheet."""
    return {
        sheet.sheet: {name: sha256 for sha256, name in sheet.names().items()} for sheet in manifest.sheets
    }


def _source(finding: Finding, files: Mapping[str, str], language: Language) -> Cell:
    """Return the place of a finding as a link to the marked line, where the file is one of the sheet's."""
    place = finding.place(language)
    sha256 = files.get(finding.file)
    if sha256 is None:
        return Cell(place)
    return Cell(place, f"/sources/{sha256}" + (f"#L{finding.line}" if finding.line else ""))
