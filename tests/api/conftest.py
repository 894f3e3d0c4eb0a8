"""The application on a release of the fictional example city as a real server, and a client."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import pytest
import uvicorn

from api.app import create_app
from core.settings import Settings
from graph.release import Release

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]


@pytest.fixture(scope="session")
def settings(example: Release) -> Settings:
    """Limits small enough to be reached in a test."""
    home = example.path.parents[1]
    return Settings(home=home, query_timeout=2, query_memory=512, query_rows=3000, query_bytes=1)


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Return a context that serves an application on a free port and gives a client to it."""

    @contextmanager
    def served(settings: Settings) -> Iterator[httpx.Client]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            config = uvicorn.Config(
                create_app(settings),
                log_config=None,
                ws="none",
                timeout_keep_alive=1,
                timeout_graceful_shutdown=5,
            )
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
            thread.start()
            port = listener.getsockname()[1]
            try:
                with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20, trust_env=False) as client:
                    yield client
            finally:
                server.should_exit = True
                thread.join()

    return served


@pytest.fixture(scope="session")
def client(settings: Settings, serve: Serve) -> Iterator[httpx.Client]:
    with serve(settings) as client:
        yield client
