"""The public side as a running server: one process, or several that share a socket and the limits."""

import gc
import os
import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.patience import PatientProtocol
from core.settings import Settings

KEEP_ALIVE_SECONDS = 20
"""How long a connection may rest between two requests."""

_SHUTDOWN_SECONDS = 10
_CONNECTIONS = 1000
"""Connections of one process; a request on one more is answered 503."""


def server_config(settings: Settings) -> uvicorn.Config:
    """Return how uvicorn serves these settings."""
    return uvicorn.Config(
        "api.serving:application",
        factory=True,
        workers=settings.workers,
        http=PatientProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )


def run(settings: Settings, listener: socket.socket) -> None:
    """Serve until the process is told to end."""
    # Further processes read their settings as this one did; what the command line said stands first.
    os.environ |= {f"TSUNAGU_{name.upper()}": str(value) for name, value in settings}
    config = server_config(settings)
    if settings.workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()


def application() -> object:
    """Return the application of one server process."""
    made = create_app(share(Settings()), warm=True)
    gc.collect()
    gc.freeze()  # what is loaded now stays: looking through it again holds every answer up
    return made


def share(settings: Settings) -> Settings:
    """Return what one of several server processes may use: its part of the memory and of the workers.

    >>> share(Settings(workers=2, query_memory=512, query_cache=64, query_workers=3)).query_workers
    2
    """
    parts = settings.workers
    return settings.model_copy(
        update={
            "query_memory": settings.query_memory // parts,
            "query_cache": settings.query_cache // parts,
            "query_workers": -(-settings.query_workers // parts),
        }
    )
