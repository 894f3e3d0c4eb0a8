"""Clients that are slow, that leave, that come all at once, and that send what is no HTTP."""

import contextlib
import os
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from api.patience import REQUEST_SECONDS

LIMIT = 2
RUN_AWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) } # %s"
LOOK_UP = "SELECT ?p ?o { ?s ?p ?o } LIMIT %s"
HEAD = (
    b"POST /sparql HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\n"
)
NO_HTTP = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 3_000_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 3_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\r\n" * 100_000,
)


@contextlib.contextmanager
def connections(attacked: Any, count: int, first: bytes = b"") -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as stack:
        found = []
        for _ in range(count):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", attacked.port), timeout=30))
            one.sendall(first)
            found.append(one)
        yield found


def answers(attacked: Any) -> None:
    with attacked.client() as client:
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("sent", NO_HTTP, ids=lambda sent: repr(sent[:24]))
def test_what_is_no_request_harms_nobody(attacked: Any, sent: bytes) -> None:
    with connections(attacked, 3) as opened, contextlib.suppress(ConnectionError):
        for each in opened:
            each.sendall(sent)
    answers(attacked)


def test_300_idle_connections_are_in_nobodys_way(attacked: Any) -> None:
    with connections(attacked, 300):
        answers(attacked)


def test_300_half_requests_are_in_nobodys_way(attacked: Any) -> None:
    with connections(attacked, 150, HEAD + b"ASK"), connections(attacked, 150, b"GET /sparql?query="):
        answers(attacked)


@pytest.mark.slow
def test_a_request_that_does_not_come_or_byte_by_byte_is_not_waited_for(attacked: Any) -> None:
    beginnings = (b"", b"GET /health HT", HEAD, HEAD + b"ASK {")

    def waited(first: bytes) -> float:
        started = time.monotonic()
        answer = attacked.raw(first, REQUEST_SECONDS + 10)
        assert answer == b"" or answer.split()[1] == b"408"
        return time.monotonic() - started

    with ThreadPoolExecutor(len(beginnings)) as clients, connections(attacked, 20, HEAD) as dripping:
        silent = [clients.submit(waited, first) for first in beginnings]
        end = time.monotonic() + REQUEST_SECONDS + 3
        while time.monotonic() < end:
            for each in dripping:
                with contextlib.suppress(ConnectionError):
                    each.sendall(b" ")
            answers(attacked)
            time.sleep(0.5)
        assert all(_closed(each) for each in dripping)
        assert all(REQUEST_SECONDS - 1 < each.result() < REQUEST_SECONDS + 5 for each in silent)
    answers(attacked)


def test_clients_that_leave_take_their_queries_with_them(attacked: Any) -> None:
    with attacked.client() as client:
        for number in range(8):
            with pytest.raises(httpx.ReadTimeout):
                client.get("/sparql", params={"query": RUN_AWAY % f"left {number}"}, timeout=0.3)
    attacked.must_be_well()


@pytest.mark.slow
def test_who_does_not_take_its_answer_harms_nobody(attacked: Any) -> None:
    large = (
        b"GET /sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D%20LIMIT%203000 HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    with connections(attacked, 50, large * 4):
        time.sleep(2)
        answers(attacked)
    attacked.must_be_well()


@pytest.mark.slow
def test_look_ups_do_not_wait_for_60_run_aways(attacked: Any) -> None:
    """The run-aways are all different, of one client, and come again as soon as they end."""
    end = time.monotonic() + 8
    ends: list[tuple[int, float]] = []

    def run_away(number: int) -> None:
        while time.monotonic() < end:
            started = time.monotonic()
            query = quote(RUN_AWAY % f"{number} {started}")
            request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            status = int(attacked.raw(request.encode()).split()[1])
            ends.append((status, time.monotonic() - started))

    answered: dict[str, list[tuple[int, float]]] = {"look-up": [], "health": []}
    with ThreadPoolExecutor(60) as threads:
        running = [threads.submit(run_away, number) for number in range(60)]
        time.sleep(1)
        with attacked.client() as client:
            number = 0
            while time.monotonic() < end - 1:
                number += 1
                asked = {"look-up": ("/sparql", {"query": LOOK_UP % number}), "health": ("/health", {})}
                for name, (address, parameters) in asked.items():
                    started = time.monotonic()
                    status = client.get(address, params=parameters).status_code
                    answered[name].append((status, time.monotonic() - started))
        for each in running:
            each.result()
    assert {status for status, _ in ends} <= {429, 503, 504}
    assert max(seconds for _, seconds in ends) < LIMIT + 2
    for each in answered.values():
        # benchmarks/serving.py measures this on a quiet machine; here it is only not to be blocked.
        assert sum(status == 200 for status, _ in each) >= 0.8 * len(each) > 0
        assert statistics.median(seconds for _, seconds in each) < 1
    assert attacked.resident() < 1024
    attacked.must_be_well()


def test_a_killed_worker_is_replaced(attacked: Any) -> None:
    for pid in attacked.processes()[1:]:
        os.kill(pid, 9)
    time.sleep(0.5)
    answers(attacked)
    assert threading.active_count() < 100
    assert Path(f"/proc/{attacked.pid}").exists()


def _closed(connection: socket.socket) -> bool:
    connection.settimeout(1)
    try:
        while piece := connection.recv(4096):
            assert piece.split()[1] == b"408"
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True
