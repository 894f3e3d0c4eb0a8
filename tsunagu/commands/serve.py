"""`tsunagu serve`: the public web side on the current release. It can only read."""

import contextlib
import os
import socket
from typing import Annotated

import typer

from core.errors import UsageError
from core.messages import say
from tsunagu.options import HomeOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import notice

_WAITING = 2048


def serve(
    host: Annotated[str, typer.Option("--host", help=say("option-host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=say("option-port"))] = 8000,
    home: HomeOption = None,
) -> None:
    """Serve pages and SPARQL until Ctrl-C."""
    import uvicorn

    from api.app import create_app

    settings = home_settings(home)
    current_release(settings.home)
    with _listening(host, port) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
        shown = f"[{host}]" if ":" in host else host
        notice(say("serving", address=f"http://{shown}:{listener.getsockname()[1]}/"))
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how serving ends, not an error
            server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """Return the socket to listen on; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise UsageError(
            "address-taken", host=host, port=port, reason=os.strerror(error.errno or 0)
        ) from error
