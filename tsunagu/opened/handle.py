"""The handle: the same questions, wherever the release is."""

from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from rdflib import Graph

from api.rows import truth
from api.sparql.guard import check
from api.sparql.question import Answer
from core.errors import UsageError
from ontology.terms import PREFIXES
from tsunagu.opened.bindings import Value, bound
from tsunagu.opened.rows import Rows, rows

if TYPE_CHECKING:
    import networkx

_METHODS = {"SELECT": "query", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
"""What each form of query is asked with."""


class Place(Protocol):
    """Who answers: `tsunagu.opened.here` or `tsunagu.opened.there`."""

    def answer(self, query: str, form: str) -> Answer:
        """Return the whole answer in a format; any `TsunaguError` says why there is none."""

    def triples(self) -> bytes:
        """Return the merge of all graphs as N-Triples; a triple may come twice."""

    def network(self, view: str) -> dict[str, Any]:
        """Return a network as node-link data."""

    def close(self) -> None:
        """Free what is held."""


class Opened:
    """A release that is open for questions, until the `with` ends or `close` is called.

    It stays on its release when another one is built; an address answers with its current one.
    `$name` in a query is the place of the value of the argument `name`: values are never pasted into a
    text. Names need their PREFIX, as everywhere in SPARQL. Nothing can be changed.

    Each question may raise a `core.errors.TsunaguError`, whose text tells what to do: `RefusedQuery` for
    what is no query or would change something, `TooSlow`, `AnswerTooLarge` (nobody gets half of an
    answer), `EndpointError` from another server, `UsageError` for what was given wrongly.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    def __repr__(self) -> str:
        return f"<tsunagu.open: {self._place}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that answers, if there is one; a later question would start another."""
        self._place.close()

    def query(self, sparql: str, /, **values: Value) -> Rows:
        """Return the rows of a SELECT; `.frame()` of them is a pandas DataFrame."""
        return rows(self._answer("query", sparql, values, "json"))

    def ask(self, sparql: str, /, **values: Value) -> bool:
        """Return what an ASK says."""
        return bool(truth(self._answer("ask", sparql, values, "json")))

    def graph(self, sparql: str = "", /, **values: Value) -> Graph:
        """Return the triples of a CONSTRUCT or DESCRIBE; without one, all that there are, each once.

        The customary prefixes are bound. In memory, a triple takes a little over one KiB.
        """
        found = self._answer("graph", sparql, values, "nt").body if sparql else self._place.triples()
        graph = Graph()
        for prefix, base in PREFIXES.items():
            graph.bind(prefix, base)
        return graph.parse(data=found, format="nt")

    def network(self, view: str) -> "networkx.Graph":
        """Return a network by the name of its view, with measures and places on points and edges.

        `docs/networks.md` says what the views and the measures are: betweenness is 0 to 1, `x` and `y`
        lie in the unit square, the weight of an edge counts what `graph["edge"]` says.
        """
        import networkx  # takes a third of a second

        return networkx.node_link_graph(self._place.network(view), edges="edges")

    def _answer(self, method: str, sparql: str, values: dict[str, Value], form: str) -> Answer:
        if not isinstance(sparql, str):
            raise UsageError("open-no-text", type=type(sparql).__name__)
        query = bound(sparql, values)
        kind = check(query)
        if kind and _METHODS[kind] != method:
            raise UsageError("open-form", form=kind, method=_METHODS[kind])
        return self._place.answer(query, form)
