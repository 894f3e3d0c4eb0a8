"""`tsunagu build`: from files to a new release that answers."""

from pathlib import Path
from typing import Annotated

import typer

from core.messages import say
from tsunagu.config import load_cities
from tsunagu.options import CitiesOption, CityOption, HomeOption, JsonOption
from tsunagu.published import home_settings
from tsunagu.screen import show_json


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=say("argument-paths"))],
    city: CityOption = None,
    home: HomeOption = None,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help=say("option-jobs"))] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help=say("option-fresh"))] = False,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help=say("option-scheduler"))
    ] = None,
    cities: CitiesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read, validate and publish; exit status 1 when some files were refused, 2 when all were."""
    from graph.build import build as publish
    from tsunagu import building
    from tsunagu.steps import progress

    settings, known = home_settings(home), load_cities(cities)
    with progress() as report:
        result = publish(
            paths,
            settings.home,
            known,
            city=city,
            jobs=jobs,
            fresh=fresh,
            scheduler=scheduler,
            progress=report,
        )
    if as_json:
        show_json(building.as_data(result))
    else:
        building.show_rows(result)
    building.tell(result)
    raise typer.Exit(building.exit_status(result))
