"""Puts what the index finds in the place of `?x fn:search "語"`, as a block of `VALUES`.

    ?x fn:search "防災" ; dct:title ?t .        VALUES ?x { <…> <…> } ?x dct:title ?t .
    (?x ?score) fn:search "防災" .              VALUES (?x ?score) { (<…> 1.2e1) … } .

The query is cut into tokens and whole tokens are replaced; the words that are looked for never
become a part of it. A text that can be read in two ways is refused where they differ in this.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from api.errors import RefusedQuery
from api.searching import HasIndex, desk, in_time, index_of
from api.sparql.question import Question
from api.sparql.searches import Search, searches
from api.sparql.tokens import Token, position, readings

MOST_HITS = 10_000
"""Hits that take the place of one search: the best ones."""

MOST_SEARCHES = 5
"""Searches in one query."""

Hits = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A query with its hits; `inserted` tells line, column and length of each block, in order."""

    text: str
    inserted: tuple[tuple[int, int, int], ...]

    def origin(self, line: int, column: int) -> tuple[int, int]:
        """Return where a place of this text stands in the query as it was asked.

        >>> Filled("", ((1, 5, 100),)).origin(1, 107)
        (1, 7)
        """
        shift = 0
        for at, begin, length in self.inserted:
            if at == line and column > begin + shift:
                if column < begin + shift + length:
                    return line, begin
                shift += length
        return line, column - shift

    @contextmanager
    def placing_errors(self) -> Iterator[None]:
        """Let errors of the engine name the place in the query as it was asked."""
        try:
            yield
        except RefusedQuery as error:
            line, column = error.values.get("line"), error.values.get("column")
            if not (isinstance(line, int) and isinstance(column, int)):
                raise
            line, column = self.origin(line, column)
            raise RefusedQuery(error.key, **error.values | {"line": line, "column": column}) from error


@asynccontextmanager
async def searched(question: Question, release: HasIndex, client: str = "") -> AsyncIterator[Question]:
    """Yield a question with the hits of its searches; most have none and pass as they are."""
    if not may_search(question.text):
        yield question
        return
    found = await desk.ask(lambda: look_up(question.text, release), client)
    with found.placing_errors():
        yield replace(question, text=found.text)


@contextmanager
def searched_here(
    question: Question, release: HasIndex, own: Callable[[str], bool] | None = None
) -> Iterator[Question]:
    """Do the same in this thread. With `own`, only things of which it is true are found."""
    found = in_time(lambda: look_up(question.text, release, own))() if may_search(question.text) else None
    if found is None:
        yield question
        return
    with found.placing_errors():
        yield replace(question, text=found.text)


def may_search(query: str) -> bool:
    """Tell, at little cost, whether a query can have the property: all ways to write it have one of these."""
    return "fn#" in query or "\\" in query


def look_up(query: str, release: HasIndex, own: Callable[[str], bool] | None = None) -> Filled:
    """Return a query with the hits of its searches in a release; `Unavailable` where that has no index."""
    return filled(query, lambda words: index_of(release).best(words, MOST_HITS, own))


def filled(query: str, find: Callable[[str], Hits]) -> Filled:
    """Return the query with what `find` finds in the place of each search."""
    few = MOST_SEARCHES + 1  # no more are looked for, as each may walk back over the whole text
    ways = [(tokens, list(islice(searches(query, tokens), few))) for tokens in readings(query)]
    tokens, found = ways[0]
    if any(_told(others, other) != _told(found, tokens) for other, others in ways):
        raise RefusedQuery("search-unclear")
    if len(found) > MOST_SEARCHES:
        raise RefusedQuery("search-too-many", limit=MOST_SEARCHES)
    return _edited(query, tokens, [(each, _values(each, find(each.words))) for each in found])


def _told(found: Sequence[Search], tokens: Sequence[Token]) -> list[tuple[object, ...]]:
    """Return what all readings have to agree in."""
    return [
        (each.words, each.variables, each.alone, tokens[each.subject].offset, tokens[each.begin].offset)
        for each in found
    ]


def _values(search: Search, hits: Hits) -> str:
    """Write hits for the variables of a search, on one line."""
    if len(search.variables) == 1:
        rows = " ".join(f"<{iri}>" for iri, _ in hits)
        return f"VALUES {search.variables[0]} {{ {rows} }} "
    rows = " ".join(f"(<{iri}> {score:.6e})" for iri, score in hits)
    return f"VALUES ({' '.join(search.variables)}) {{ {rows} }} "


def _edited(query: str, tokens: Sequence[Token], blocks: Sequence[tuple[Search, str]]) -> Filled:
    """Blank the searches out, so that all else keeps its place, and insert the blocks."""
    characters = list(query)
    for search, _ in blocks:
        first = tokens[search.subject if search.alone else search.begin].offset
        last = tokens[search.end - 1]
        for at in range(first, last.offset + len(last.text)):
            characters[at] = characters[at] if characters[at] in "\r\n" else " "
    parts, inserted, end = [], [], 0
    for search, block in sorted(blocks, key=lambda each: each[0].subject):
        offset = tokens[search.subject].offset
        parts += ["".join(characters[end:offset]), block]
        inserted.append((*position(query, offset), len(block)))
        end = offset
    return Filled("".join([*parts, "".join(characters[end:])]), tuple(inserted))
