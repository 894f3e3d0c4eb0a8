"""One sentence that speaks of a candidate, and where it stands: what all queries of the review share."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolution, QuerySolutions, Store

from loaders.cities.decided import DecisionKind
from loaders.cities.entries import canonical
from ontology.terms import TNG
from shapes.where import Place

PREFIXES = f"PREFIX tng: <{TNG.base}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"

WHERE = """
  ?node tng:sheet ?sheet ; tng:evidence ?evidence .
  ?evidence tng:quote ?quote .
  ?sheet tng:fiscalYear ?year ; tng:department/skos:prefLabel ?department .
  FILTER(LANG(?department) = "ja" && STRSTARTS(STR(?sheet), "%(city)s/sheet/"))
  OPTIONAL { ?node tng:confidence ?confidence }
  OPTIONAL { ?evidence tng:line ?line OPTIONAL { ?evidence tng:lineEnd ?lineEnd } }
  OPTIONAL { ?evidence tng:cell ?cell }
  OPTIONAL { ?evidence tng:page ?page }
"""
"""Where the words stand that say so, of a sheet of one city."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of one candidate.

    `surface` is what is judged, `word` what is marked of it in the sentence. `key` is that of a figure
    or a pair, empty for names: a surface means one thing in all sentences.
    """

    node: str
    kind: DecisionKind
    key: str
    surface: str
    word: str
    name: str
    role: str
    method: str
    confidence: str
    sheet: str
    quote: str
    place: Place

    @property
    def about(self) -> tuple[str, str]:
        """Which candidate it is about."""
        return self.kind, self.key or canonical(self.surface)

    @property
    def fits(self) -> bool:
        """Tell whether this is the sentence of this word; a mention may have several of both."""
        return canonical(self.word) in canonical(self.quote)


def solutions(store: Store, query: str) -> Iterator[QuerySolution]:
    """Yield what a query that selects finds."""
    found = store.query(query)
    if isinstance(found, QuerySolutions):
        yield from found


def text(solution: QuerySolution, name: str) -> str:
    """Return what a variable is bound to, empty where it is not."""
    term = solution[name]
    return "" if term is None else str(getattr(term, "value", ""))


def local_name(iri: str) -> str:
    """Return the last part of a term of the vocabulary."""
    return iri.rpartition("#")[2]


def place_of(solution: QuerySolution) -> Place:
    """Return department, year and place of a sentence."""
    whose = f"{text(solution, 'department')} {text(solution, 'year')}"
    page, line, last = (
        int(value) if (value := text(solution, name)) else None for name in ("page", "line", "lineEnd")
    )
    return Place(whose, line, last, cell=text(solution, "cell"), page=page)
