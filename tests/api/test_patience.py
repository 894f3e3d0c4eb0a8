"""Which connections one process takes."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from starlette.responses import Response

from api import patience

Connect = Callable[..., socket.socket]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Connect to a server that always answers, from an address of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener, contextlib.ExitStack() as opened:
        config = uvicorn.Config(
            Response(b"well"), http=patience.PatientProtocol, log_config=None, lifespan="off", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        place = listener.getsockname()

        def connected(source: str = "127.0.0.1") -> socket.socket:
            made = socket.create_connection(place, timeout=20, source_address=(source, 0))
            return opened.enter_context(made)

        yield connected
        server.should_exit = True
        thread.join()


def test_one_connection_too_many_is_closed_at_once(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 3)
    here = [connect() for _ in range(3)]
    assert [answer(each) for each in here] == [True, True, True]
    assert not answer(connect())
    here.pop().close()
    _until_answered(connect)
    assert [answer(each) for each in here] == [True, True]


def test_one_address_leaves_places_to_others(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_OF_ADDRESS", 2)
    here = [connect("127.0.0.2") for _ in range(2)]
    assert [answer(each) for each in here] == [True, True]
    assert not answer(connect("127.0.0.2"))
    assert answer(connect("127.0.0.3"))
    # A proxy on this machine connects for many.
    assert all(answer(connect()) for _ in range(5))
    here.pop().close()
    _until_answered(connect, "127.0.0.2")


@pytest.mark.parametrize(("protocol", "status"), [(b"websocket", b"400"), (b"h2c", b"200")])
def test_another_protocol_is_no_cause_for_alarm(
    connect: Connect, caplog: pytest.LogCaptureFixture, protocol: bytes, status: bytes
) -> None:
    connection = connect()
    connection.sendall(
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: %s\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n" % protocol
    )
    assert connection.recv(1000).startswith(b"HTTP/1.1 " + status)
    assert answer(connect())
    assert caplog.records == []


def _until_answered(connect: Connect, source: str = "127.0.0.1") -> None:
    end = time.monotonic() + 20
    while not answer(connect(source)):
        assert time.monotonic() < end


def answer(connection: socket.socket) -> bool:
    """Whether there is an answer, and not the end of the connection."""
    try:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        return connection.recv(1000).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False
