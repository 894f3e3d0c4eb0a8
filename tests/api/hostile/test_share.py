"""A running server that is asked too much: by one client (429), and by many together (503)."""

import contextlib
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import pytest

from api.sparql.lanes import MOST_OF_CLIENT, MOST_WAITING

pytestmark = pytest.mark.slow

RUN_AWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) } # %s"
SPARE = 40


@contextlib.contextmanager
def crowd(attacked: Any, hosts: Sequence[str]) -> Iterator[list[socket.socket]]:
    """Ask a run-away query from each of these addresses, all at once."""
    with contextlib.ExitStack() as stack:
        found = []
        for number, host in enumerate(hosts):
            one = stack.enter_context(
                socket.create_connection(("127.0.0.1", attacked.port), timeout=30, source_address=(host, 0))
            )
            query = quote(RUN_AWAY % f"{time.monotonic()} {number}")
            one.sendall(
                f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
            )
            found.append(one)
        yield found


def answer(connection: socket.socket) -> tuple[int, str]:
    """The status of an answer, and all of it."""
    said = b""
    while piece := connection.recv(65536):
        said += piece
    return int(said.split()[1]), said.decode().lower()


def answers(attacked: Any, hosts: Sequence[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    with crowd(attacked, hosts) as connections:
        for status, said in map(answer, connections):
            found.setdefault(status, []).append(said)
    return found


def test_one_client_over_its_share_is_told_when_to_come_again(attacked: Any) -> None:
    greedy = ["127.0.0.2"] * (MOST_OF_CLIENT + SPARE)
    with crowd(attacked, greedy) as connections:
        with attacked.client() as client:  # another client is answered meanwhile
            assert client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}).status_code == 200
        found = [answer(each) for each in connections]
    refused = [said for status, said in found if status == 429]
    assert refused
    assert all("retry-after: 5" in said for said in refused)
    assert {status for status, _ in found} <= {429, 503, 504}
    attacked.must_be_well()


def test_where_many_ask_too_much_they_are_told_when_to_come_again(attacked: Any) -> None:
    hosts = [f"127.0.1.{1 + number % 100}" for number in range(MOST_WAITING + 2 * SPARE)]
    found = answers(attacked, hosts)
    assert set(found) <= {503, 504}, Counter({status: len(said) for status, said in found.items()})
    busy = [said for said in found[503] if "retry-after: 5" in said]
    assert len(busy) > SPARE
    attacked.must_be_well()
