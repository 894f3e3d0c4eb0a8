"""What goes over the wire once, twice, compressed, and to whom."""

import gzip
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from core.settings import Settings
from graph.release import Release

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]
SMALL = {"query": "SELECT ?s { ?s ?p ?o } LIMIT 1", "format": "csv"}
LARGE = {"query": "SELECT * { ?s ?p ?o } LIMIT 500", "format": "csv"}
HUGE = {"query": "SELECT * { ?s ?p ?o } LIMIT 3000", "format": "xml"}
PLAIN = {"Accept-Encoding": "identity"}
PACKED = {"Accept-Encoding": "gzip"}


def get(
    client: httpx.Client, params: dict[str, str], headers: dict[str, str], path: str = "/sparql"
) -> httpx.Response:
    return client.get(path, params=params, headers=headers)


@pytest.mark.parametrize("params", [LARGE, HUGE])
def test_a_large_answer_is_compressed_for_who_takes_it(client: httpx.Client, params: dict[str, str]) -> None:
    plain, packed = get(client, params, PLAIN), get(client, params, PACKED)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    for each in (plain, packed):
        assert "Accept-Encoding" in each.headers["vary"]
    assert packed.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.8", "gzip"),
        ("*", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0", None),
        ("br", None),
        ("identity, gzip;q=0.5", None),
        ("*;q=0", None),
        ("", None),
    ],
)
def test_the_client_chooses_the_coding(client: httpx.Client, accepted: str, coding: str | None) -> None:
    assert get(client, LARGE, {"Accept-Encoding": accepted}).headers.get("content-encoding") == coding


def test_a_small_answer_is_not_worth_it(client: httpx.Client) -> None:
    response = get(client, SMALL, PACKED)
    assert "content-encoding" not in response.headers


def test_pages_are_compressed_too(client: httpx.Client) -> None:
    assert client.get("/", headers=PACKED).headers["content-encoding"] == "gzip"


def test_files_keep_their_ranges(client: httpx.Client) -> None:
    part = client.get("/static/site.css", headers={**PACKED, "Range": "bytes=0-9"})
    assert part.status_code == 206
    assert len(part.content) == 10
    assert "content-encoding" not in client.get("/static/site.css", headers=PACKED).headers


@pytest.mark.parametrize("coding", [PLAIN, PACKED])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_client_has_is_not_sent_again(
    client: httpx.Client, method: str, coding: dict[str, str]
) -> None:
    first = get(client, LARGE, coding)
    mark = first.headers["etag"]
    for said in (mark, f"W/{mark}", f'"else", {mark}', "*"):
        again = client.request(method, "/sparql", params=LARGE, headers={**coding, "If-None-Match": said})
        assert (again.status_code, again.content) == (304, b""), said
        for name in ("etag", "vary", "cache-control", "access-control-allow-origin"):
            assert again.headers[name] == first.headers[name]
        assert "content-type" not in again.headers
        assert "content-encoding" not in again.headers


def test_each_representation_has_its_own_mark(client: httpx.Client) -> None:
    query = LARGE["query"]
    answers = [
        get(client, {"query": query, "format": name}, coding)
        for name in ("json", "xml", "csv", "tsv")
        for coding in (PLAIN, PACKED)
    ]
    assert [answer.status_code for answer in answers] == [200] * 8, answers[0].text[:300]
    marks = {answer.headers["etag"] for answer in answers}
    assert len(marks) == 8
    other = get(client, LARGE, {**PLAIN, "If-None-Match": get(client, LARGE, PACKED).headers["etag"]})
    assert other.status_code == 200


def test_an_error_is_never_an_unchanged_answer(client: httpx.Client) -> None:
    response = get(client, {"query": "SELECT"}, {"If-None-Match": "*"})
    assert response.status_code == 400
    assert response.headers["cache-control"] == "no-store"


def test_an_answer_to_a_post_is_not_conditional(client: httpx.Client) -> None:
    response = client.post("/sparql", data=LARGE, headers={**PACKED, "If-None-Match": "*"})
    assert response.status_code == 200
    assert "etag" not in response.headers
    assert response.headers["content-encoding"] == "gzip"


def test_a_mark_holds_for_one_release(
    settings: Settings, serve: Serve, example: Release, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    for name in ("0001-a", "0002-b"):
        shutil.copytree(example.path, home / "releases" / name)
    (home / "current").write_text("0001-a\n")
    with serve(settings.model_copy(update={"home": home})) as client:
        mark = get(client, SMALL, PLAIN).headers["etag"]
        assert get(client, SMALL, {**PLAIN, "If-None-Match": mark}).status_code == 304
        (home / "new").write_text("0002-b\n")
        (home / "new").replace(home / "current")
        changed = get(client, SMALL, {**PLAIN, "If-None-Match": mark})
    assert changed.status_code == 200
    assert changed.headers["etag"] != mark


def test_web_pages_are_told_what_they_may_do(client: httpx.Client) -> None:
    for path in ("/sparql", "/en/sparql", "/rdf-graph-store"):
        response = client.options(
            path,
            headers={
                "Origin": "https://elsewhere.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type, if-none-match",
            },
        )
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["access-control-allow-origin"] == "*"
        assert "POST" in response.headers["access-control-allow-methods"]
        allowed = response.headers["access-control-allow-headers"].lower().split(", ")
        assert {"content-type", "if-none-match", "accept", "accept-language"} <= set(allowed)
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/sparql", "GET, HEAD, OPTIONS, POST"), ("/rdf-graph-store", "GET, HEAD, OPTIONS")],
)
def test_options_name_the_methods(client: httpx.Client, path: str, allowed: str) -> None:
    response = client.options(path)
    assert (response.status_code, response.headers["allow"]) == (204, allowed)


def test_a_web_page_can_read_the_headers_it_needs(client: httpx.Client) -> None:
    exposed = client.get("/sparql", params=SMALL).headers["access-control-expose-headers"].split(", ")
    assert {"ETag", "Retry-After", "Content-Language"} <= set(exposed)


class Line:
    """A connection on which bytes are written as they are."""

    def __init__(self, client: httpx.Client) -> None:
        self.socket = socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=10)
        self.file = self.socket.makefile("rb")

    def send(self, text: str | bytes) -> None:
        self.socket.sendall(text.encode() if isinstance(text, str) else text)

    def response(self, *, body: bool = True) -> tuple[int, dict[str, str], bytes]:
        status = int(self.file.readline().split()[1])
        headers = {}
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        length = int(headers.get("content-length", 0)) if body else 0
        return status, headers, self.file.read(length)

    def close(self) -> None:
        self.file.close()
        self.socket.close()


@pytest.fixture
def line(client: httpx.Client) -> Iterator["Line"]:
    opened = Line(client)
    yield opened
    opened.close()


QUESTION = "/sparql?query=ASK%7B%7D"
HOST = "Host: t.example\r\n"


def test_errors_and_answers_in_one_pipeline(line: Line) -> None:
    """The body of a HEAD would be read as the start of the next response."""
    line.send(
        f"HEAD /sparql?query=SELECT HTTP/1.1\r\n{HOST}\r\n"
        f"GET {QUESTION} HTTP/1.1\r\n{HOST}\r\n"
        f"DELETE /sparql HTTP/1.1\r\n{HOST}\r\n"
        f"GET {QUESTION} HTTP/1.1\r\n{HOST}\r\n"
    )
    assert line.response(body=False)[0] == 400
    assert line.response()[0] == 200
    assert line.response()[0] == 405
    assert json.loads(line.response()[2])["boolean"] is True


def test_a_body_in_chunks(line: Line) -> None:
    line.send(
        f"POST /sparql HTTP/1.1\r\n{HOST}Content-Type: application/sparql-query\r\n"
        "Transfer-Encoding: chunked\r\n\r\n4\r\nASK \r\n2\r\n{}\r\n0\r\n\r\n"
    )
    assert line.response()[0] == 200


def test_too_much_in_chunks_is_refused_before_its_end(line: Line) -> None:
    line.send(
        f"POST /sparql HTTP/1.1\r\n{HOST}Content-Type: application/sparql-query\r\n"
        "Transfer-Encoding: chunked\r\n\r\n" + f"80000\r\n{'#' * 0x80000}\r\n"
    )
    assert line.response()[0] == 413


def test_too_much_is_refused_when_it_is_announced(line: Line) -> None:
    line.send(
        f"POST /sparql HTTP/1.1\r\n{HOST}Content-Type: application/sparql-query\r\n"
        "Content-Length: 999999999\r\nExpect: 100-continue\r\n\r\n"
    )
    assert line.response()[0] == 413


def test_a_client_that_waits_is_told_to_go_on(line: Line) -> None:
    line.send(
        f"POST /sparql HTTP/1.1\r\n{HOST}Content-Type: application/sparql-query\r\n"
        "Content-Length: 6\r\nExpect: 100-continue\r\n\r\n"
    )
    assert line.response()[0] == 100
    line.send("ASK {}")
    assert line.response()[0] == 200


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (f"GET {QUESTION} HTTP/1.0\r\n\r\n", 200),
        (f"GET http://t.example{QUESTION} HTTP/1.1\r\n{HOST}\r\n", 200),
        (f"GET {QUESTION} HTTP/1.1\r\n{HOST}Accept: text/csv\r\nAccept: application/json;q=0.5\r\n\r\n", 200),
        (f"GET {QUESTION} HTTP/1.1\r\nHost: <script>\r\n\r\n", 200),
        (f"OPTIONS * HTTP/1.1\r\n{HOST}\r\n", 404),
        (f"BREW {QUESTION} HTTP/1.1\r\n{HOST}\r\n", 400),
        ("nonsense\r\n\r\n", 400),
        (f"GET /sparql?query=ASK {{}} HTTP/1.1\r\n{HOST}\r\n", 400),
    ],
)
def test_heads_as_they_come(line: Line, head: str, status: int) -> None:
    line.send(head)
    assert line.response()[0] == status


def test_two_lines_of_accept_are_one_list(line: Line) -> None:
    line.send(
        f"GET {QUESTION} HTTP/1.1\r\n{HOST}"
        "Accept: text/csv;q=0.1\r\nAccept: text/tab-separated-values\r\n\r\n"
    )
    assert line.response()[1]["content-type"].startswith("text/tab-separated-values")


def test_packed_bytes_are_gzip(line: Line) -> None:
    line.send(f"GET /en/ HTTP/1.1\r\n{HOST}Accept-Encoding: gzip\r\n\r\n")
    _, headers, body = line.response()
    assert headers["content-encoding"] == "gzip"
    assert b"<html" in gzip.decompress(body)
