"""`tsunagu serve`: the public web side on the current release, which can only read; or the officers' side."""

import contextlib
import ipaddress
import os
import socket
from typing import Annotated

import typer

from core.errors import UsageError
from core.messages import say
from core.settings import Settings
from graph.release import Release
from loaders.cities.find import cities as known_cities
from tsunagu.config import city_folders
from tsunagu.options import CitiesOption, HomeOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import notice

_PORT = 8000
_OFFICE_PORT = 8001
_WAITING = 2048


def serve(
    host: Annotated[str, typer.Option("--host", help=say("option-host"))] = "127.0.0.1",
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help=say("option-port"))] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help=say("option-workers"))] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help=say("option-endpoint"))
    ] = None,
    office: Annotated[bool, typer.Option("--office", help=say("option-office"))] = False,
    home: HomeOption = None,
    cities: CitiesOption = None,
) -> None:
    """Serve pages and SPARQL until Ctrl-C, or with `office` the officers' side."""
    settings = home_settings(home, workers=workers, endpoint=endpoint)
    if office:
        _serve_office(settings, city_folders(cities), host, _OFFICE_PORT if port is None else port)
    else:
        _serve_public(settings, host, _PORT if port is None else port)


def _serve_public(settings: Settings, host: str, port: int) -> None:
    from api.serving import run

    release = current_release(settings.home)
    _announce(settings)
    ask_for_terms(release, host)
    with _listening(host, port) as listener:
        notice(say("serving", address=_address(host, listener)))
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how serving ends, not an error
            run(settings, listener)


def _serve_office(settings: Settings, cities: str, host: str, port: int) -> None:
    from api.office.serving import is_loopback, run_office, token_of

    token, made = token_of(settings)
    alone = is_loopback(host)
    known_cities(cities)  # a mistake in a city's folder is told now, not to the first officer
    with _listening(host, port) as listener:
        notice(say("office-serving", address=_address(host, listener)))
        notice(say("office-token-made", token=token) if made else say("office-token-given"))
        if not alone:
            notice(say("office-host-open", host=host))
        with contextlib.suppress(KeyboardInterrupt):
            run_office(settings, cities, token, host, listener)


def _address(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}/"


def ask_for_terms(release: Release, host: str) -> None:
    """Ask for the terms of use that a city does not state, where others are going to see the data."""
    unstated = [city.name for city in release.manifest.cities if not city.face.licence]
    if unstated and not _alone(host):
        notice(say("serving-no-licence", cities=unstated))


def _alone(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


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
