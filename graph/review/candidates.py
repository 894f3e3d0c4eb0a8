"""What the current release proposes: mentions found by rule, figures of the text, and pairs of figures.

A program whose name looks like that of another one has the other's name among those it may mean: a
person then confirms its own name, or marks it as an alias of the other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pyoxigraph import QuerySolution, Store

from graph.review.figures import figure_rows
from graph.review.rows import PREFIXES, WHERE, Row, local_name, place_of, solutions, text
from loaders.cities.city import City
from loaders.cities.decided import DecisionKind
from loaders.cities.entries import canonical
from loaders.mention import MentionKind
from ontology.iris import Iris
from ontology.terms import TNG

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

_ORDER: Sequence[DecisionKind] = (*KINDS.values(), "pair", "figure")
_MENTIONS = f"""{PREFIXES}
SELECT * WHERE {{{WHERE}
  ?node tng:status tng:Proposed ; tng:method ?method ; tng:of ?thing ; tng:surface ?surface .
  ?thing a ?class ; tng:possiblySame?/skos:prefLabel ?name .
  VALUES ?class {{ %(classes)s }}
  FILTER(LANG(?name) = "ja")
  OPTIONAL {{ ?node tng:role ?role }}
}}"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One surface of one kind with all that was proposed for it, or one figure, or one pair.

    `proposed` are the names of the things it may mean, `count` how many statements name it so,
    `score` the best confidence that was measured for one of the methods. Of `contexts` and `places`
    there are at most three, one of each for every sentence; the `words` are marked 【】 in it.
    `key` is that of a figure or a pair, empty for names.
    """

    surface: str
    kind: DecisionKind
    proposed: tuple[str, ...]
    roles: tuple[str, ...]
    count: int
    contexts: tuple[str, ...]
    places: tuple[str, ...]
    score: str
    methods: tuple[str, ...]
    words: tuple[str, ...]
    key: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """What decisions about it have in common."""
        return self.key or canonical(self.surface), self.kind

    def pieces(self, number: int) -> tuple[tuple[str, bool], ...]:
        """Return a sentence (counted from 0) in pieces, and which of them are marked."""
        signs = "|".join(map(re.escape, self.words))
        parts = re.split(f"【({signs})】", self.contexts[number])
        return tuple((part, bool(at % 2)) for at, part in enumerate(parts) if part)


def candidates(store: Store, city: City) -> tuple[Candidate, ...]:
    """Return what the sheets of a city propose: names by kind, the most frequent first, then figures."""
    iri = Iris(city.base, city.code).city()
    classes = " ".join(f"<{each}>" for each in KINDS)
    mentions = map(_mention, solutions(store, _MENTIONS % {"city": iri, "classes": classes}))
    rows = [*mentions, *figure_rows(store, iri)]
    rows.sort(key=_order)
    found = [_candidate(list(group)) for _, group in groupby(rows, key=lambda row: row.about)]
    return tuple(
        sorted(found, key=lambda each: (_ORDER.index(each.kind), -each.count, each.surface, each.key))
    )


def _order(row: Row) -> tuple[object, ...]:
    return row.about, not row.fits, row.sheet, row.place.order(), row.node, row.quote, row.word


def _mention(solution: QuerySolution) -> Row:
    return Row(
        node=text(solution, "node"),
        kind=KINDS[text(solution, "class")],
        key="",
        surface=text(solution, "surface"),
        word=text(solution, "surface"),
        name=text(solution, "name"),
        role=local_name(text(solution, "role")),
        method=text(solution, "method"),
        confidence=text(solution, "confidence"),
        sheet=text(solution, "sheet"),
        quote=text(solution, "quote"),
        place=place_of(solution),
    )


def _candidate(rows: Sequence[Row]) -> Candidate:
    """Put together the rows of one surface and kind; its own sentences come first among them."""
    first = rows[0]
    shown = list({row.quote: row for row in reversed(rows)}.values())[::-1][:CONTEXTS]
    words = _words(rows)
    return Candidate(
        surface=first.surface,
        kind=first.kind,
        proposed=_different(row.name for row in rows),
        roles=_different(row.role for row in rows if row.role),
        count=len({row.node for row in rows}),
        contexts=tuple(_marked(row.quote, words[row.quote]) for row in shown),
        places=tuple(row.place.in_words() for row in shown),
        score=max((row.confidence for row in rows if row.confidence), key=Decimal, default=""),
        methods=_different(row.method for row in rows if row.method),
        words=_different(word for row in shown for word in words[row.quote]),
        key=first.key,
    )


def _words(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Return the words to be marked in each sentence: two figures of one sentence make one pair."""
    words: dict[str, list[str]] = {}
    for row in rows:
        if row.word:
            words.setdefault(row.quote, []).append(row.word)
    return words


def _marked(quote: str, words: Iterable[str]) -> str:
    """Return a sentence with the words marked where they stand as they are printed, the longest first."""
    signs = "|".join(map(_sign, sorted(words, key=len, reverse=True)))
    return re.sub(signs, r"【\g<0>】", quote) if signs else quote


def _sign(word: str) -> str:
    # 24校 does not say 4校.
    return (r"(?<![\d,，.．])" if word[0].isdigit() else "") + re.escape(word)


def _different(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))
