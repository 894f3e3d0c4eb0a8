"""`tsunagu validate`: findings a person can act on, for files or for the current release."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from core.messages import say, user_language
from tsunagu.config import load_cities
from tsunagu.options import CitiesOption, CityOption, HomeOption, JsonOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import complain

Format = Literal["text", "table", "csv", "json", "html", "sarif", "ttl"]


def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help=say("argument-files"))
    ] = None,
    city: CityOption = None,
    form: Annotated[Format, typer.Option("--format", help=say("option-validate-format"))] = "text",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=say("option-validate-output"))
    ] = None,
    profile: Annotated[
        list[Path] | None, typer.Option("--profile", metavar="FILE", help=say("option-profile"))
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help=say("option-seconds"))] = 300,
    as_json_too: JsonOption = False,
    home: HomeOption = None,
    cities: CitiesOption = None,
) -> None:
    """Show what to repair; exit status 1 when there is a violation or a file cannot be checked."""
    from tsunagu import validating

    folder = home_settings(home).home
    shapes = validating.shapes_of(profile or [])
    asked = validating.Asked(folder, load_cities(cities), city, shapes, seconds)
    if paths:
        found = validating.validated_files(paths, asked)
    else:
        found = validating.validated_release(current_release(folder), asked)
    for error in found.refused:
        complain(error)
    validating.report(found, "json" if as_json_too else form, user_language(), output)
    if not found.good():
        raise typer.Exit(1)
