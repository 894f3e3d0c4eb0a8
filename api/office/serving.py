"""The officers' side as a running server: one process, so that all see the same sessions."""

import ipaddress
import socket

import uvicorn

from api.office.app import create_office
from api.office.guard import served_hosts
from api.office.sessions import SHORTEST_TOKEN, new_token
from core.errors import UsageError
from core.settings import Settings

_CONNECTIONS = 100
_KEEP_ALIVE_SECONDS = 20
_SHUTDOWN_SECONDS = 5


def token_of(settings: Settings) -> tuple[str, bool]:
    """Return the token, and whether it was made now. `UsageError` for one that could be guessed."""
    token = settings.office_token
    if not token:
        return new_token(), True
    if len(token) < SHORTEST_TOKEN or token != token.strip():
        raise UsageError("office-token-short", least=SHORTEST_TOKEN)
    return token, False


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address. `UsageError` for one that is no single one.

    A server on all addresses at once cannot know which `Host` is its own.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("192.0.2.7")
    (True, True, False)
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if not host:
            raise UsageError("office-host-any", host=host) from None
        return host.lower() == "localhost"
    if address.is_unspecified:
        raise UsageError("office-host-any", host=host)
    return address.is_loopback


def run_office(settings: Settings, cities: str, token: str, host: str, listener: socket.socket) -> None:
    """Serve until the process is told to end."""
    hosts = served_hosts(host, listener.getsockname()[1])
    config = uvicorn.Config(
        create_office(settings, cities, token, hosts),
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])
