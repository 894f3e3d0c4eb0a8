"""How many connections one process takes."""

import contextlib
import socket
import threading
import time

import pytest
import uvicorn
from starlette.responses import Response

from api import patience


def test_one_connection_too_many_is_closed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 3)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            Response(b"well"), http=patience.PatientProtocol, log_config=None, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        place = listener.getsockname()
        try:
            with contextlib.ExitStack() as opened:

                def connect() -> socket.socket:
                    return opened.enter_context(socket.create_connection(place, timeout=20))

                here = [connect() for _ in range(3)]
                assert [answer(each) for each in here] == [True, True, True]
                assert not answer(connect())
                here.pop().close()
                end = time.monotonic() + 20
                while not answer(connect()):
                    assert time.monotonic() < end
                assert [answer(each) for each in here] == [True, True]
        finally:
            server.should_exit = True
            thread.join()


def answer(connection: socket.socket) -> bool:
    """Whether there is an answer, and not the end of the connection."""
    try:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        return connection.recv(1000).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False
