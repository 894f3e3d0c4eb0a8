"""Which graphs of another server a query sees: those of the release, whatever else is there.

Where the default graph of the server is the union of all its graphs, the merge has a graph of its
own, and each request names it as the default graph; then it must name the graphs for `GRAPH` too.
Such servers count a triple once for each of several default graphs, so only one can be asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.errors import RefusedQuery
from api.sparql.dataset import graphs_of
from api.sparql.question import Dataset, Question
from api.sparql.tokens import readings
from graph.remote.engines import NO_GRAPH

MOST_GRAPHS = 200
"""Most graphs that a request names for `GRAPH ?g`; Virtuoso takes a second for a hundred."""

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Shelf:
    """The named graphs of a release, and the one of its merge (empty: the server's default graph)."""

    graphs: frozenset[str]
    merge_in: str

    def parameters(self, question: Question) -> list[tuple[str, str]]:
        """Return the graphs that a request names; `RefusedQuery` where it cannot be done rightly."""
        asked = _asked(question)
        if asked is None:
            return self._all(question.text)
        if len(asked.default) > 1:
            raise RefusedQuery("endpoint-one-graph")
        for graph in (*asked.default, *asked.named):
            if graph not in self.graphs:
                raise RefusedQuery("endpoint-no-graph", graph=graph[:_SHOWN])
        if question.dataset is not None:
            return _named("default", asked.default) + _named("named", asked.named)
        # The clauses of the query say the rest; some servers take a missing kind for all graphs.
        missing = [
            kind for kind, graphs in (("default", asked.default), ("named", asked.named)) if not graphs
        ]
        return [pair for kind in missing if self.merge_in for pair in _named(kind, ())]

    def _all(self, query: str) -> list[tuple[str, str]]:
        if not self.merge_in:
            return []
        merge = _named("default", [self.merge_in])
        behind = list(_behind_graph(query))
        if not behind:
            return merge
        if len(self.graphs) <= MOST_GRAPHS:
            return merge + _named("named", sorted(self.graphs))
        if not all(each.startswith("<") for each in behind):
            raise RefusedQuery("endpoint-many-graphs", count=len(self.graphs), limit=MOST_GRAPHS)
        return merge + _named("named", sorted(self.graphs.intersection(each[1:-1] for each in behind)))


def _asked(question: Question) -> Dataset | None:
    """Return the graphs that the request or the query names."""
    clauses = graphs_of(question.text)
    if clauses is None or question.dataset is not None:
        if clauses is not None:
            raise RefusedQuery("endpoint-graphs-twice")
        return question.dataset
    default, named = (tuple(graph.value for graph in graphs) for graphs in clauses)
    return Dataset(default, named)


def _behind_graph(query: str) -> Iterator[str]:
    """Yield what stands behind each `GRAPH`, in any way to read the query."""
    for tokens in readings(query):
        for token, following in pairwise(tokens):
            if token.kind == "word" and token.text.upper() == "GRAPH":
                yield following.text


def _named(kind: str, graphs: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{kind}-graph-uri", graph) for graph in graphs or (NO_GRAPH,)]
