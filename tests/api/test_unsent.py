"""Large answers that clients do not take: how many may wait, and who is refused then."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.patience import PatientProtocol
from api.unsent import LARGE, Bounded, room_of
from core.settings import Settings

MIB = 1024 * 1024
ROOM = 16 * MIB
PIECE = 64 * 1024
Connect = Callable[..., socket.socket]


async def sized(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with as many bytes as the address says, in pieces where it says so."""
    request = Request(scope)
    size = int(request.query_params.get("size", "0"))
    if "pieces" in request.query_params:
        pieces = (b"x" * PIECE for _ in range(size // PIECE))
        response: Response = StreamingResponse(pieces, headers={"Content-Length": str(size)})
    else:
        response = Response(b"x" * size)
    await response(scope, receive, send)


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Serve sizes, and return how a client comes: from an address, with a request that it has sent."""
    with socket.create_server(("127.0.0.1", 0)) as listener, contextlib.ExitStack() as opened:
        # The kernel is to hold little of an answer, so that the rest waits in the server.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE)
        config = uvicorn.Config(
            Bounded(sized, ROOM),
            http=PatientProtocol,
            log_config=None,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()

        def connected(host: str, query: str) -> socket.socket:
            made = opened.enter_context(socket.socket())
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            made.settimeout(20)
            made.bind((host, 0))
            made.connect(listener.getsockname())
            made.sendall(f"GET /?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            return made

        yield connected
        opened.close()
        server.should_exit = True
        thread.join()


def head(connection: socket.socket) -> tuple[int, str]:
    """The status and the head of an answer; most of the body stays where it is."""
    found = b""
    while b"\r\n\r\n" not in found:
        piece = connection.recv(256)
        assert piece, found
        found += piece
    return int(found.split()[1]), found.decode("latin-1").lower()


def status(connection: socket.socket) -> int:
    return head(connection)[0]


def test_what_waits_for_all_is_bounded_and_the_rest_may_come_again(connect: Connect) -> None:
    waiting = [connect(f"127.0.0.{number}", f"size={7 * MIB}") for number in (2, 3)]
    assert [status(each) for each in waiting] == [200, 200]
    code, said = head(connect("127.0.0.4", f"size={7 * MIB}"))
    assert code == 503
    assert "retry-after: 15" in said
    assert "access-control-allow-origin: *" in said
    assert status(connect("127.0.0.4", f"size={LARGE}")) == 200
    for each in waiting:
        each.close()
    assert status(connect("127.0.0.4", f"size={7 * MIB}")) == 200


def test_one_client_has_no_more_than_its_share(connect: Connect) -> None:
    assert status(connect("127.0.0.2", f"size={7 * MIB}")) == 200
    code, said = head(connect("127.0.0.2", f"size={7 * MIB}"))
    assert code == 429
    assert "retry-after: 15" in said
    assert status(connect("127.0.0.3", f"size={7 * MIB}")) == 200


def test_an_answer_of_any_size_goes_where_nothing_waits(connect: Connect) -> None:
    assert status(connect("127.0.0.2", f"size={ROOM + MIB}")) == 200
    assert status(connect("127.0.0.3", f"size={MIB}")) == 503
    assert status(connect("127.0.0.3", f"size={20 * MIB}&pieces=1")) == 200


def test_who_takes_its_answers_is_never_refused(connect: Connect) -> None:
    for _ in range(6):
        with connect("127.0.0.2", f"size={9 * MIB}") as client:
            got = 0
            while got < 9 * MIB:
                got += len(client.recv(MIB))


def test_what_waits_behind_an_earlier_answer_counts_too() -> None:
    """A connection that is full lets the next answer wait before it is written."""
    scope: Scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    scope["query_string"] = f"size={5 * MIB}".encode()
    statuses: list[int] = []

    async def ask(app: ASGIApp, client: str, go_on: asyncio.Event) -> None:
        async def send(message: Message) -> None:
            if "status" in message:
                statuses.append(message["status"])
                await go_on.wait()

        await app({**scope, "client": (client, 1)}, _nothing, send)

    async def run() -> None:
        app, go_on = Bounded(sized, ROOM), asyncio.Event()
        first = [asyncio.create_task(ask(app, client, go_on)) for client in "abc"]
        await asyncio.sleep(0.01)
        late = asyncio.create_task(ask(app, "d", go_on))
        await asyncio.sleep(0.01)
        go_on.set()
        await asyncio.gather(*first, late)
        await ask(app, "d", go_on)

    asyncio.run(run())
    assert statuses == [200, 200, 200, 503, 200]


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


@pytest.mark.parametrize(("workers", "answers"), [(1, 4), (2, 2), (3, 1), (8, 1)])
def test_server_processes_share_the_room(workers: int, answers: int) -> None:
    assert room_of(Settings(query_bytes=10, workers=workers)) == answers * 10 * MIB
