"""Another SPARQL server as the commands see it: who we are there, how far we are, whether it will do."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import EndpointError, UsageError
from core.messages import say
from core.settings import Settings
from graph.remote.client import RemoteStore
from graph.remote.endpoint import Endpoint, checked
from graph.remote.engines import rows_query
from graph.remote.login import Login
from graph.remote.push import Pushed, Report
from graph.remote.state import read_state
from tsunagu.screen import progress_bar

_STEPS = ("graphs", "merge")
_TO_CHECK = 30.0
"""Seconds for the one question of `check_endpoint`; servers that were tried take less than one."""


def login_of(settings: Settings) -> Login:
    """Return who we are at the server of the settings."""
    return Login(settings.endpoint_user, settings.endpoint_password)


@contextmanager
def progress() -> Iterator[Report]:
    """Show each step of a publication as a bar of its own."""
    with progress_bar() as bar:
        tasks = {
            step: bar.add_task(say(f"publish-step-{step}"), total=None, name="", visible=False)
            for step in _STEPS
        }

        def move(at: Pushed) -> None:
            bar.update(tasks[at.step], completed=at.done, total=at.total, name=at.name, visible=True)

        yield move


def check_endpoint(settings: Settings) -> None:
    """Raise `EndpointError` or `UsageError` where the server cannot answer in our place.

    Virtuoso cuts rows at a limit of its own and says so in a header, and cuts the triples of a CONSTRUCT
    there and says nothing. So it must be able to give more rows than an answer may have here.
    """
    address = checked(settings.endpoint)
    state = read_state(settings.home, address)
    if state is None:
        raise UsageError("endpoint-nothing", address=address)
    wanted = settings.query_rows + 1
    with RemoteStore(Endpoint(address), login_of(settings), _TO_CHECK) as remote:
        got = len(remote.rows(rows_query(wanted), state.merge_in or ""))
    if got < wanted:
        raise EndpointError("endpoint-few-rows", address=address, rows=got, limit=settings.query_rows)
