"""`tsunagu serve`: the public web side on the current release. It can only read."""

import contextlib
import os
import socket
from typing import Annotated

import typer

from core.errors import UsageError
from core.messages import say
from core.settings import Settings
from tsunagu.options import HomeOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import notice

_WAITING = 2048


def serve(
    host: Annotated[str, typer.Option("--host", help=say("option-host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=say("option-port"))] = 8000,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help=say("option-workers"))] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help=say("option-endpoint"))
    ] = None,
    home: HomeOption = None,
) -> None:
    """Serve pages and SPARQL until Ctrl-C."""
    from api.serving import run

    settings = home_settings(home, workers=workers, endpoint=endpoint)
    current_release(settings.home)
    _announce(settings)
    with _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        notice(say("serving", address=f"http://{shown}:{listener.getsockname()[1]}/"))
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how serving ends, not an error
            run(settings, listener)


def _announce(settings: Settings) -> None:
    """Say which other server answers queries, if one does; an error where it cannot."""
    if settings.endpoint:
        from tsunagu.remote import check_endpoint

        check_endpoint(settings)
        notice(say("serving-endpoint", address=settings.endpoint))


def _listening(host: str, port: int) -> socket.socket:
    """Return the socket to listen on; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise UsageError(
            "address-taken", host=host, port=port, reason=os.strerror(error.errno or 0)
        ) from error
