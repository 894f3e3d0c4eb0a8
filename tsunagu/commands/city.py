"""`tsunagu city`: which cities are known, a new folder, a copy of a bundled one."""

from pathlib import Path
from typing import Annotated

import typer

from core.messages import say
from loaders.cities.find import named
from loaders.cities.skeleton import copy_city, new_city
from tsunagu.config import load_cities
from tsunagu.options import CitiesOption, JsonOption
from tsunagu.screen import notice, results, show, show_json, table

app = typer.Typer()
IntoOption = Annotated[Path, typer.Option("--into", metavar="DIR", help=say("option-into"))]


@app.command("list", help=say("help-city-list"))
def list_cities(cities: CitiesOption = None, as_json: JsonOption = False) -> None:
    """Show every known city and what its registers hold."""
    rows = [
        {
            "key": city.key,
            "code": city.code,
            "name": city.name,
            "policies": sum(len(each.entries) for each in city.policy_lists),
            "departments": len(city.departments),
            "fictional": city.fictional,
            "folder": str(city.folder),
        }
        for city in load_cities(cities).values()
    ]
    if as_json:
        show_json(rows)
        return
    shown = [[*list(row.values())[:5], say("city-fictional") if row["fictional"] else ""] for row in rows]
    columns = ("key", "code", "name", "policies", "departments", "remark")
    results().print(table([say(f"col-{name}") for name in columns], shown))


@app.command("new", help=say("help-city-new"))
def new(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("argument-code"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("argument-city-name"))],
    into: IntoOption = Path("cities"),
) -> None:
    """Write the skeleton of a city folder."""
    _tell(new_city(code, name, into), into)


@app.command("copy", help=say("help-city-copy"))
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("argument-known-city"))],
    into: IntoOption = Path("cities"),
    cities: CitiesOption = None,
) -> None:
    """Copy a known city's folder, to be edited."""
    _tell(copy_city(named(load_cities(cities), name), into), into)


def _tell(folder: Path, into: Path) -> None:
    show(str(folder))
    notice(say("city-written", folder=folder, into=into))
