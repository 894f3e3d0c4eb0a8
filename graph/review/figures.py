"""The figures of the text that nobody has judged, and the pairs of a target and an actual value.

A person judges what a sentence says, so each figure and each pair has a key (`loaders.figure_keys`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import QuerySolution, Store

from core.messages import say
from graph.review.rows import PREFIXES, WHERE, Row, local_name, place_of, solutions, text
from loaders.entities.decided import METHOD as DECIDED
from loaders.figure_keys import FigureSaid, figure_key, pair_key
from loaders.sheet import FigureKind
from ontology.terms import TNG

_KINDS: Mapping[str, FigureKind] = {"Target": "target", "Actual": "actual"}
"""What a figure is by its kind of value; a cost has none."""

# A figure of a matrix stands in no sentence: its cells say what it is.
_FIGURES = f"""{PREFIXES}
SELECT * WHERE {{{WHERE}
  ?node tng:statement ?statement ; tng:value ?value ; tng:printed ?printed ; tng:forYear ?forYear ;
    tng:indicator/skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL {{ ?node tng:valueKind ?valueKind }}
  OPTIONAL {{
    ?node tng:target ?target ; tng:status ?status ; tng:method ?method
    FILTER(?method != "{DECIDED}")
  }}
  BIND(EXISTS {{ ?node tng:method "{DECIDED}" }} AS ?decided)
}}"""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a sheet, and its pair where it answers a target that nobody has confirmed."""

    row: Row
    address: str
    said: FigureSaid
    decided: bool
    target: str
    method: str
    confidence: str


def figure_rows(store: Store, city: str) -> Iterator[Row]:
    """Yield the sentences of the figures and pairs of a city (its IRI) that nobody has judged."""
    query = _FIGURES % {"city": city}
    figures = {each.row.node: each for each in map(_figure, solutions(store, query))}
    for figure in figures.values():
        if not figure.decided:
            yield figure.row
        if figure.target in figures:
            yield from _pair(figures[figure.target], figure)


def _figure(solution: QuerySolution) -> _Figure:
    address = text(solution, "sheet").partition("/sheet/")[2]
    said = FigureSaid(
        kind=_KINDS.get(local_name(text(solution, "valueKind")), "cost"),
        fiscal_year=int(text(solution, "forYear").rpartition("/")[2]),
        value=Decimal(text(solution, "value")),
        printed=text(solution, "printed"),
        indicator=text(solution, "name"),
        quote=text(solution, "quote"),
    )
    row = Row(
        node=text(solution, "node"),
        kind="figure",
        key=figure_key(address, said),
        surface=said.printed,
        word=said.printed,
        name=_in_words(said),
        role="",
        method="",
        confidence="",
        sheet=text(solution, "sheet"),
        quote=said.quote,
        place=place_of(solution),
    )
    return _Figure(
        row=row,
        address=address,
        said=said,
        decided=text(solution, "decided") == "true",
        target=text(solution, "target") if text(solution, "status") == str(TNG.Proposed) else "",
        method=text(solution, "method"),
        confidence=text(solution, "confidence"),
    )


def _in_words(said: FigureSaid) -> str:
    what = say("read-figure", year=said.fiscal_year, kind=say(f"figure-{said.kind}"))
    return say("review-figure", name=said.indicator, what=what)


def _pair(target: _Figure, actual: _Figure) -> Iterator[Row]:
    """Yield the sentence of the target and that of the actual value."""
    for each in (target, actual):
        yield replace(
            each.row,
            node=actual.row.node,
            kind="pair",
            key=pair_key(actual.address, target.said, actual.said),
            surface=f"{target.said.printed} → {actual.said.printed}",
            name=" → ".join(dict.fromkeys((target.said.indicator, actual.said.indicator))),
            method=actual.method,
            confidence=actual.confidence,
        )
