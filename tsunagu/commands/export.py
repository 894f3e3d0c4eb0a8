"""`tsunagu export`: the current release as a file for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from core.messages import say
from tsunagu.options import HomeOption
from tsunagu.published import current_release, home_settings

Format = Literal["nq", "ttl", "trig", "jsonld", "graphml", "gexf", "csv", "xlsx", "parquet"]


def export(
    form: Annotated[Format, typer.Option("--format", help=say("option-export-format"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=say("option-export-output"))
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write the current release."""
    from tsunagu import exporting

    release = current_release(home_settings(home).home)
    if output is None:
        exporting.to_stdout(release, form)
    else:
        exporting.to_file(release, form, output)
