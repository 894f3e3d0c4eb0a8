"""The graphs that a query runs on: those of the protocol, else those of its `FROM` clauses.

Oxigraph presents several graphs as one default graph, but counts a triple once for each graph that
holds it. RDF has no such thing as a triple twice in one graph (SPARQL 1.1, 13.2), so where several are
named they are merged in memory first, each triple once (decision 0016).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QuerySolutions, RdfFormat, Store

from api.sparql.tokens import Token, readings

MERGED_TRIPLES = 300_000
"""Most triples that are merged for one query: one or two seconds, a hundred MiB."""

_HAS_FROM = re.compile("from", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

Graphs = Sequence[NamedNode]


class TooManyTriples(Exception):
    """The graphs of a query are too large to be merged for it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A store, and which of its graphs a query sees; None leaves that to the engine."""

    store: Store
    default: list[NamedNode | BlankNode | DefaultGraph] | None = None
    named: list[NamedNode | BlankNode] | None = None

    @classmethod
    def of(
        cls, store: Store, query: str, default: Sequence[str] | None, named: Sequence[str] | None
    ) -> "Source":
        """Return what a query runs on; `default` and `named` are the protocol's, None where it names none.

        Raises `ValueError` for what is no IRI, and `TooManyTriples`.
        """
        if default is None or named is None:
            clauses = graphs_of(query)
            if clauses is None:
                return cls(store)
        else:
            clauses = _once(map(NamedNode, default)), _once(map(NamedNode, named))
        merge, names = clauses
        if len(merge) < 2:
            return cls(store, [*merge], [*names])
        all_graphs = list(store.named_graphs())
        if all_graphs and set(merge).issuperset(all_graphs):
            # The merge of all graphs stands in the store already (decision 0002).
            return cls(store, [DefaultGraph()], [*names])
        return cls(merged_store(store, merge, names), [DefaultGraph()], [*names])


def merged_store(store: Store, default: Graphs, named: Graphs, most: int = MERGED_TRIPLES) -> Store:
    """Return a store in memory whose default graph is the merge of `default`, beside the `named` ones."""
    merged, count = Store(), 0
    for target, graphs in ((DefaultGraph(), default), (None, named)):
        for graph in graphs:
            data = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
            count += data.count(b"\n")
            if count > most:
                raise TooManyTriples
            merged.bulk_load(data, format=RdfFormat.N_TRIPLES, to_graph=target or graph, lenient=True)
    return merged


def graphs_of(query: str) -> tuple[list[NamedNode], list[NamedNode]] | None:
    """Return the graphs of `FROM` and of `FROM NAMED`, each once; None where the query has neither.

    >>> graphs_of("PREFIX x: <urn:x:> SELECT * FROM x:a FROM <urn:b> FROM NAMED x:a { }")
    ([<NamedNode value=urn:x:a>, <NamedNode value=urn:b>], [<NamedNode value=urn:x:a>])
    """
    if not _HAS_FROM.search(query):
        return None
    tokens = next(readings(query))
    default, named = list(_behind(tokens, "FROM")), list(_behind(tokens, "NAMED"))
    form = next((token for token in tokens if token.text.upper() in _FORMS), None)
    if form is None or not default + named:
        return None
    try:
        prologue = query[: form.offset]
        return _resolved(prologue, default), _resolved(prologue, named)
    except SyntaxError:
        return None  # the engine will say what is wrong with the query


def _behind(tokens: Sequence[Token], word: str) -> Iterator[str]:
    """Yield the IRIs, as they are written, that stand behind a word. FROM is reserved, so it is a clause."""
    for token, following in pairwise(tokens):
        is_word = token.kind == "word" and token.text.upper() == word
        if is_word and following.kind in ("iri", "prefixed"):
            yield following.text


def _resolved(prologue: str, iris: Sequence[str]) -> list[NamedNode]:
    """Let the engine itself say what IRIs mean under these prefixes and this base."""
    if not iris:
        return []
    found = Store().query(f"{prologue}SELECT ?g {{ VALUES ?g {{ {' '.join(iris)} }} }}")
    return _once(row["g"] for row in found) if isinstance(found, QuerySolutions) else []


def _once(graphs: Iterable[NamedNode]) -> list[NamedNode]:
    return list(dict.fromkeys(graphs))
