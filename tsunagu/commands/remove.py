"""`tsunagu remove`: withdraw sheets from what is published."""

from typing import Annotated

import typer

from core.messages import say
from tsunagu.config import load_cities
from tsunagu.options import CitiesOption, HomeOption, JsonOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import notice, show, show_json


def remove(
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET...", help=say("argument-sheets"))],
    purge: Annotated[bool, typer.Option("--purge", help=say("option-purge"))] = False,
    home: HomeOption = None,
    cities: CitiesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Publish a release without these sheets, and print their IRIs."""
    from graph.remove import remove as withdraw
    from tsunagu import building
    from tsunagu.steps import progress

    settings, known = home_settings(home), load_cities(cities)
    current_release(settings.home)
    with progress() as report:
        removal = withdraw(sheets, settings.home, known, purge=purge, progress=report)
    if as_json:
        show_json({**building.as_data(removal.result), "removed": removal.sheets, "purged": removal.releases})
    else:
        for entry in removal.sheets:
            show(entry.sheet)
    if purge:
        notice(say("removal-purged", releases=removal.releases or [say("none")]))
    building.tell(removal.result)
