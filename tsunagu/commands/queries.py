"""`tsunagu queries`: the questions that are already written."""

from typing import Annotated

import typer

from core.messages import say
from tsunagu.commands.query import EndpointOption, FormatOption
from tsunagu.options import HomeOption, JsonOption, ParamOption, split_params
from tsunagu.published import home_settings

app = typer.Typer()


@app.command("list", help=say("help-queries-list"))
def list_queries(as_json: JsonOption = False) -> None:
    """Show every saved query and its parameters."""
    from tsunagu import answers

    answers.show_saved(as_json)


@app.command("run", help=say("help-queries-run"))
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("argument-query-name"))],
    param: ParamOption = None,
    form: FormatOption = "table",
    as_json: JsonOption = False,
    endpoint: EndpointOption = None,
    home: HomeOption = None,
) -> None:
    """Ask the current release, or another server, a saved query."""
    from tsunagu import answers

    asked = answers.from_saved(name, split_params(param))
    answers.ask(asked, "json" if as_json else form, home_settings(home, endpoint=endpoint))
