"""All commands in one application. Heavy rooms are imported when a command runs, so help is quick."""

from collections.abc import Callable
from typing import Annotated

import typer

from core.messages import say
from tsunagu import __version__
from tsunagu.commands import (
    build,
    city,
    export,
    forms,
    network,
    publish,
    queries,
    query,
    read,
    releases,
    remove,
    review,
    serve,
    validate,
)
from tsunagu.screen import show

_COMMANDS: dict[str, Callable[..., None]] = {
    "build": build.build,
    "remove": remove.remove,
    "read": read.read,
    "validate": validate.validate,
    "query": query.query,
    "export": export.export,
    "publish": publish.publish,
    "serve": serve.serve,
}
_GROUPS = {
    "queries": queries.app,
    "releases": releases.app,
    "review": review.app,
    "network": network.app,
    "city": city.app,
    "forms": forms.app,
}

app = typer.Typer(
    help=say("help-tsunagu"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
for _name, _function in _COMMANDS.items():
    app.command(_name, help=say(f"help-{_name}"))(_function)
for _name, _group in _GROUPS.items():
    app.add_typer(_group, name=_name, help=say(f"help-{_name}"), no_args_is_help=True)


def _version(wanted: bool) -> None:
    if wanted:
        show(f"tsunagu {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help=say("option-version"), callback=_version, is_eager=True)
    ] = False,
) -> None: ...
