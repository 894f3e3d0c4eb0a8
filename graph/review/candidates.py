"""What the current release proposes: mentions found by rule, and pairs of a target and an actual.

A program whose name looks like that of another one has the other's name among those it may mean: a
person then confirms its own name, or marks it as an alias of the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from pyoxigraph import QuerySolution, QuerySolutions, Store

from loaders.cities.city import City
from loaders.cities.entries import canonical
from loaders.mention import MentionKind
from ontology.iris import Iris
from ontology.terms import TNG
from shapes.where import Place

Kind = MentionKind | Literal["pair"]

KINDS: dict[str, MentionKind] = {
    str(TNG.Partner): "partner",
    str(TNG.StakeholderGroup): "group",
    str(TNG.Program): "program",
    str(TNG.Site): "site",
    str(TNG.Department): "department",
    str(TNG.Ordinance): "ordinance",
    str(TNG.PlanDocument): "plan",
}
"""The kinds of things that are mentioned, by class."""

CONTEXTS = 3
"""How many sentences show what is meant."""

_PREFIXES = f"PREFIX tng: <{TNG.base}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
_WHERE = """
  ?node tng:status tng:Proposed ; tng:sheet ?sheet ; tng:method ?method ; tng:evidence ?evidence .
  ?evidence tng:quote ?quote .
  ?sheet tng:fiscalYear ?year ; tng:department/skos:prefLabel ?department .
  FILTER(LANG(?department) = "ja" && STRSTARTS(STR(?sheet), "%(city)s/sheet/"))
  OPTIONAL { ?node tng:confidence ?confidence }
  OPTIONAL { ?evidence tng:line ?line OPTIONAL { ?evidence tng:lineEnd ?lineEnd } }
  OPTIONAL { ?evidence tng:cell ?cell }
  OPTIONAL { ?evidence tng:page ?page }
"""
_MENTIONS = f"""{_PREFIXES}
SELECT * WHERE {{{_WHERE}
  ?node tng:of ?thing ; tng:surface ?surface .
  ?thing a ?class ; tng:possiblySame?/skos:prefLabel ?name .
  VALUES ?class {{ %(classes)s }}
  FILTER(LANG(?name) = "ja")
  OPTIONAL {{ ?node tng:role ?role }}
}}"""
_PAIRS = f"""{_PREFIXES}
SELECT * WHERE {{{_WHERE}
  ?node tng:target ?target ; tng:printed ?actual ; tng:indicator/skos:prefLabel ?name .
  ?target tng:printed ?planned .
  BIND(CONCAT(STR(?planned), " → ", STR(?actual)) AS ?surface)
}}"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One surface of one kind, and all that was proposed for it.

    `proposed` are the names of the things it may mean, `count` how many statements name it so,
    `score` the best confidence that was measured for one of the methods. Of `contexts` and `places`
    there are at most three, one of each for every sentence; the surface is marked 【】 in it.
    """

    surface: str
    kind: Kind
    proposed: tuple[str, ...]
    roles: tuple[str, ...]
    count: int
    contexts: tuple[str, ...]
    places: tuple[str, ...]
    score: str
    methods: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What decisions about it have in common."""
        return canonical(self.surface), self.kind


@dataclass(frozen=True, slots=True)
class _Row:
    """One mention with one surface and one sentence."""

    node: str
    kind: Kind
    surface: str
    name: str
    role: str
    method: str
    confidence: str
    sheet: str
    quote: str
    place: Place

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, canonical(self.surface)

    @property
    def fits(self) -> bool:
        """Tell whether this is the sentence of this surface; a mention may have several of both."""
        return canonical(self.surface) in canonical(self.quote)


def candidates(store: Store, city: City) -> tuple[Candidate, ...]:
    """Return what the sheets of a city propose: by kind, the most frequent first."""
    iri = Iris(city.base, city.code).city()
    classes = " ".join(f"<{each}>" for each in KINDS)
    rows = [
        *_rows(store, _MENTIONS % {"city": iri, "classes": classes}),
        *_rows(store, _PAIRS % {"city": iri}),
    ]
    rows.sort(key=lambda row: (row.key, not row.fits, row.sheet, row.place.order(), row.node, row.quote))
    found = [_candidate(list(group)) for _, group in groupby(rows, key=lambda row: row.key)]
    order = [*KINDS.values(), "pair"]
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), -each.count, each.surface)))


def _rows(store: Store, query: str) -> Iterator[_Row]:
    solutions = store.query(query)
    if isinstance(solutions, QuerySolutions):
        yield from map(_row, solutions)


def _row(solution: QuerySolution) -> _Row:
    def text(name: str) -> str:
        term = solution[name]
        return "" if term is None else str(getattr(term, "value", ""))

    page, line, last = (int(value) if (value := text(name)) else None for name in ("page", "line", "lineEnd"))
    return _Row(
        node=text("node"),
        kind=KINDS.get(text("class"), "pair"),
        surface=text("surface"),
        name=text("name"),
        role=text("role").rpartition("#")[2],
        method=text("method"),
        confidence=text("confidence"),
        sheet=text("sheet"),
        quote=text("quote"),
        place=Place(f"{text('department')} {text('year')}", line, last, cell=text("cell"), page=page),
    )


def _candidate(rows: Sequence[_Row]) -> Candidate:
    """Put together the rows of one surface and kind; its own sentences come first among them."""
    shown = list({row.quote: row for row in reversed(rows)}.values())[::-1][:CONTEXTS]
    return Candidate(
        surface=rows[0].surface,
        kind=rows[0].kind,
        proposed=_different(row.name for row in rows),
        roles=_different(row.role for row in rows if row.role),
        count=len({row.node for row in rows}),
        contexts=tuple(_marked(row.quote, row.surface) for row in shown),
        places=tuple(row.place.in_words() for row in shown),
        score=max((row.confidence for row in rows if row.confidence), key=Decimal, default=""),
        methods=_different(row.method for row in rows),
    )


def _different(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def _marked(quote: str, surface: str) -> str:
    """Return a sentence with the surface marked where it stands as it is printed."""
    return quote.replace(surface, f"【{surface}】") if surface else quote
