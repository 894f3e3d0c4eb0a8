"""`tsunagu serve --endpoint` first asks the server whether it will do, and does not wait for long."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.errors import EndpointError, UsageError
from core.messages import say
from core.settings import Settings
from graph.remote.state import State, write_state
from tsunagu.remote import check_endpoint


class Server(ThreadingHTTPServer):
    """Gives so many rows, after so many seconds."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.rows, self.seconds = 5, 0.0
        self.address = f"http://127.0.0.1:{self.server_address[1]}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *words: object) -> None:
        pass

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        time.sleep(self.server.seconds)
        row = {"x": {"type": "literal", "value": "1"}}
        body = {"head": {"vars": ["x"]}, "results": {"bindings": [row] * self.server.rows}}
        with contextlib.suppress(ConnectionError):  # nobody may wait for it any more
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Settings:
    """An answer of four rows is the largest here, and something was published to the server."""
    (tmp_path / "published").mkdir()
    write_state(tmp_path, State(server.address, merge_in=""))
    return Settings(home=tmp_path, endpoint=server.address, query_rows=4)


def test_a_server_that_can_give_enough_will_do(settings: Settings) -> None:
    check_endpoint(settings)


def test_one_that_cuts_is_refused(settings: Settings, server: Server) -> None:
    server.rows = 4
    with pytest.raises(EndpointError) as told:
        check_endpoint(settings)
    assert told.value.key == "endpoint-few-rows"


def test_one_that_says_nothing_is_not_waited_for(
    settings: Settings, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.seconds = 2
    monkeypatch.setattr("tsunagu.remote._TO_CHECK", 0.2)
    begun = time.monotonic()
    with pytest.raises(EndpointError) as told:
        check_endpoint(settings)
    assert time.monotonic() - begun < 1.5
    for language in ("ja", "en"):
        assert f"{server.address} " in say(told.value.key, language, **told.value.values)
    assert "0.2秒" in say(told.value.key, "ja", **told.value.values)


def test_one_that_nobody_published_to_is_not_asked(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        check_endpoint(settings.model_copy(update={"home": tmp_path / "other"}))
    assert told.value.key == "endpoint-nothing"
