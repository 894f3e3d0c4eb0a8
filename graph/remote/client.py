"""Talking to one SPARQL 1.1 server: queries, whole graphs, updates. For the command; it waits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Self

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolution, QuerySolutions, parse_query_results

from core.errors import EndpointError
from graph.remote.endpoint import Endpoint
from graph.remote.engines import INSERTED_AT_ONCE, says_cut
from graph.remote.login import Login

JSON = "application/sparql-results+json"
NTRIPLES = "application/n-triples"
_UPDATE = "application/sparql-update"
_SECONDS = 600.0
_TO_CONNECT = 10.0
_TRIES = 2
_SHOWN = 200
_NOT_FOUND = 404
_LOGIN = (401, 403)


class RemoteStore:
    """One server. `server` is the name that it gives itself, empty until it has answered.

    Whatever goes wrong is an `EndpointError`.
    """

    def __init__(self, endpoint: Endpoint, login: Login | None = None, seconds: float = _SECONDS) -> None:
        self.endpoint = endpoint
        self.server = ""
        self._seconds = seconds
        self._http = httpx.Client(
            auth=login,
            timeout=httpx.Timeout(seconds, connect=_TO_CONNECT),
            # The environment may name certificates, but neither a proxy nor a password.
            transport=httpx.HTTPTransport(retries=_TRIES),
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def rows(self, query: str, default: str = "") -> list[QuerySolution]:
        """Return the rows of a SELECT on the default graph, or on the graph `default` in its place."""
        answer = self.ask(query, JSON, _default(default))
        try:
            found = parse_query_results(answer.content, QueryResultsFormat.JSON)
            return list(found) if isinstance(found, QuerySolutions) else []
        except SyntaxError as error:
            raise EndpointError("endpoint-answer", address=self.endpoint.query, reason=error) from error

    def ask(self, query: str, accept: str, graphs: Iterable[tuple[str, str]] = ()) -> httpx.Response:
        """Return the whole answer to a query on the graphs that these parameters name (all without any)."""
        asked: dict[str, list[str]] = {"query": [query]}
        for kind, graph in graphs:
            asked.setdefault(kind, []).append(graph)
        answer = self._send("POST", self.endpoint.query, data=asked, headers={"Accept": accept})
        if says_cut(answer.headers):
            raise EndpointError("endpoint-cut", address=self.endpoint.query)
        return answer

    def construct(self, query: str, default: str = "") -> bytes:
        """Return the N-Triples of a CONSTRUCT, on the graphs that `rows` has."""
        return self.ask(query, NTRIPLES, _default(default)).content

    def graph(self, name: str) -> bytes:
        """Return a named graph as N-Triples; nothing where there is none."""
        if not self.endpoint.graphs:
            return self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        answer = self._send(
            "GET", self.endpoint.graphs, _NOT_FOUND, params=_place(name), headers={"Accept": NTRIPLES}
        )
        return b"" if answer.status_code == _NOT_FOUND else answer.content

    def replace(self, name: str, triples: bytes) -> None:
        """Let a graph hold these N-Triples and nothing else; an empty name is the default graph."""
        if self.endpoint.graphs:
            self._put("PUT", name, triples)
        else:
            self.drop(name)
            self.add(name, triples)

    def add(self, name: str, triples: bytes) -> None:
        """Add N-Triples to a graph; those that it has stay single."""
        if self.endpoint.graphs:
            self._put("POST", name, triples)
            return
        lines = iter(triples.splitlines(keepends=True))
        while part := b"".join(islice(lines, INSERTED_AT_ONCE)):
            held = b"GRAPH <%s> { %s }" % (name.encode(), part) if name else part
            self._update(b"INSERT DATA { %s }" % held)

    def drop(self, name: str) -> None:
        """Remove a graph, if it is there; an empty name is the default graph."""
        if self.endpoint.graphs:
            self._send("DELETE", self.endpoint.graphs, _NOT_FOUND, params=_place(name))
        else:
            self._update(f"DROP SILENT GRAPH <{name}>".encode() if name else b"DROP SILENT DEFAULT")

    def _put(self, method: str, name: str, triples: bytes) -> None:
        headers = {"Content-Type": NTRIPLES}
        self._send(method, self.endpoint.graphs, params=_place(name), content=triples, headers=headers)

    def _update(self, text: bytes) -> None:
        self._send("POST", self.endpoint.update, content=text, headers={"Content-Type": _UPDATE})

    def _send(
        self,
        method: str,
        address: str,
        fine: int = 200,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, list[str]] | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        """Return a good answer, or one with the status `fine`."""
        try:
            answer = self._http.request(
                method, address, params=params, headers=headers, data=data, content=content
            )
        except httpx.ReadTimeout as error:
            raise EndpointError("endpoint-silent", address=address, seconds=f"{self._seconds:g}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise EndpointError("endpoint-unreachable", address=address, reason=reason) from error
        self.server = answer.headers.get("server", "")
        if answer.is_success or answer.status_code == fine:
            return answer
        refused = "endpoint-refused-query" if address == self.endpoint.query else "endpoint-refused"
        raise refusal(refused, address, answer.status_code, answer.text or answer.reason_phrase)


def _default(graph: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph)] if graph else []


def _place(name: str) -> dict[str, str]:
    return {"graph": name} if name else {"default": ""}


def refusal(key: str, address: str, status: int, words: str) -> EndpointError:
    """Return the error for a status, with the beginning of what the server says of it, on one line."""
    reason = " ".join(words[: 2 * _SHOWN].split())[:_SHOWN]
    key = "endpoint-login" if status in _LOGIN else key
    return EndpointError(key, address=address, status=status, reason=reason)


def in_parts(lines: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Yield lines, so many together."""
    while part := b"".join(islice(lines, most)):
        yield part


def iri_list(iris: Sequence[str]) -> str:
    """Write IRIs for a VALUES block."""
    return " ".join(f"<{iri}>" for iri in iris)
