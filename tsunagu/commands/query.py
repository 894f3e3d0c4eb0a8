"""`tsunagu query`: SPARQL on the current release, in a process that can be stopped, or on another server."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from core.errors import UsageError
from core.messages import say
from tsunagu.options import HomeOption, JsonOption, ParamOption, split_params
from tsunagu.published import home_settings

Format = Literal["table", "csv", "tsv", "json", "xml", "ttl", "nt"]
EndpointOption = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help=say("option-ask-endpoint"))
]
FormatOption = Annotated[Format, typer.Option("--format", help=say("option-format"))]


def query(
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help=say("argument-query"))] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help=say("option-file"))
    ] = None,
    param: ParamOption = None,
    form: FormatOption = "table",
    as_json: JsonOption = False,
    endpoint: EndpointOption = None,
    home: HomeOption = None,
) -> None:
    """Ask the current release, or another server."""
    from tsunagu import answers

    values = split_params(param)
    if (text is None) == (file is None):
        raise UsageError("query-nothing")
    asked = answers.from_file(file, values) if file else answers.from_text(text or "", values)
    answers.ask(asked, "json" if as_json else form, home_settings(home, endpoint=endpoint))
