"""A server visits its views itself, so that no reader has to wait for the first answer."""

from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.warming import keep_warm


class Visited:
    """An application that notes what it is asked for."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request: Message = await receive()
        assert request == {"type": "http.request", "body": b"", "more_body": False}
        self.paths.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})


class _Over(Exception):
    """The test has seen enough."""


def _releases() -> Iterator[int]:
    yield from (1, 1, 1, 2, 2)
    raise _Over


@pytest.mark.anyio
async def test_each_release_is_visited_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.warming._LOOK", 0.001)
    app, releases = Visited(), _releases()
    with pytest.raises(_Over):
        await keep_warm(app, lambda: next(releases), ["/views/a", "/views/b"])
    assert app.paths == ["/views/a", "/views/b"] * 2


@pytest.mark.anyio
async def test_a_page_that_fails_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.warming._LOOK", 0.001)
    app, releases = Visited(), _releases()

    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, send)
        raise OSError

    with pytest.raises(_Over):
        await keep_warm(failing, lambda: next(releases), ["/views/a", "/views/b"])
    assert app.paths == ["/views/a", "/views/b"] * 2


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
