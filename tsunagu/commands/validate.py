"""`tsunagu validate`: findings a person can act on, for files or for the current release."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from core.messages import say
from shapes.report import as_csv, as_json, as_text
from tsunagu.config import load_cities
from tsunagu.options import CitiesOption, CityOption, HomeOption, JsonOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import complain, show

Format = Literal["text", "csv", "json"]
_WRITERS = {"text": as_text, "csv": as_csv, "json": as_json}


def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help=say("argument-files"))
    ] = None,
    city: CityOption = None,
    form: Annotated[Format, typer.Option("--format", help=say("option-format"))] = "text",
    as_json_too: JsonOption = False,
    home: HomeOption = None,
    cities: CitiesOption = None,
) -> None:
    """Show what to repair; exit status 1 when there is a violation or a file cannot be read."""
    settings = home_settings(home)
    refused = False
    if paths:
        from graph.checking import check

        checked = check(paths, settings.home, load_cities(cities), city)
        findings, refused = checked.findings, bool(checked.refused)
        for error in checked.refused:
            complain(error)
    else:
        findings = [each.finding for each in current_release(settings.home).findings()]
    show(_WRITERS["json" if as_json_too else form](findings))
    if refused or any(finding.severity == "violation" for finding in findings):
        raise typer.Exit(1)
