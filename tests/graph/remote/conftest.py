"""A small SPARQL 1.1 server: queries, Graph Store Protocol, updates, on a store in memory."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import DefaultGraph, NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

NT = RdfFormat.N_TRIPLES


class Server(ThreadingHTTPServer):
    """`union`: the default graph is that of all graphs; `most_writes`: then it refuses to take more."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = Store()
        self.union = False
        self.most_writes = 10**6
        self.writes: list[str] = []
        self.extra: dict[str, str] = {}
        self.password = ""
        self.seen: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *words: object) -> None:
        pass

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        address = urlsplit(self.path)
        asked = parse_qs(address.query, keep_blank_values=True)
        self.server.seen.append(self.headers.get("authorization", ""))
        if self.server.password and self.server.password not in self.server.seen[-1]:
            self.answer(401, b"", {"WWW-Authenticate": 'Basic realm="x"'})
        elif address.path == "/query":
            self.query(parse_qs(body.decode()))
        elif address.path == "/elsewhere":
            self.answer(302, b"", {"Location": self.server.address + "/query"})
        elif len(self.server.writes) >= self.server.most_writes and self.command != "GET":
            self.answer(507, "満杯".encode())
        elif address.path == "/store":
            self.graph(asked, body)
        elif address.path == "/update":
            self.server.writes.append("UPDATE")
            self.server.store.update(body.decode())
            self.answer(204)
        else:
            self.answer(404, b"no such place")

    do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  names of http.server

    def query(self, asked: dict[str, list[str]]) -> None:
        default = [NamedNode(iri) for iri in asked.get("default-graph-uri", [])]
        found = self.server.store.query(
            asked["query"][0],
            default_graph=default or None,
            use_default_graph_as_union=self.server.union and not default,
        )
        written = NT if isinstance(found, QueryTriples) else QueryResultsFormat.JSON
        self.answer(200, found.serialize(format=written) or b"", self.server.extra)

    def graph(self, asked: dict[str, list[str]], body: bytes) -> None:
        store = self.server.store
        name = NamedNode(asked["graph"][0]) if "graph" in asked else DefaultGraph()
        if self.command == "GET":
            self.answer(200, store.dump(format=NT, from_graph=name) or b"")
            return
        self.server.writes.append(f"{self.command} {name}")
        if self.command in ("PUT", "DELETE"):
            store.remove_graph(name)
        if self.command != "DELETE":
            store.load(body, format=NT, to_graph=name)
        self.answer(204)

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def start() -> Iterator[Callable[[], Server]]:
    """Start servers; all end with the test."""
    running: list[tuple[Server, threading.Thread]] = []

    def started() -> Server:
        server = Server()
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return server

    yield started
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server(start: Callable[[], Server]) -> Server:
    return start()
