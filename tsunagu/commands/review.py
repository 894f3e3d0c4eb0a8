"""`tsunagu review`: what rules proposed goes out to a person, and comes back as decisions."""

from pathlib import Path
from typing import Annotated

import typer

from core.messages import say
from tsunagu.options import CitiesOption, CityOption, HomeOption, JsonOption
from tsunagu.published import home_settings
from tsunagu.screen import notice, show, show_json

app = typer.Typer()


@app.command("list", help=say("help-review-list"))
def list_candidates(
    city: CityOption = None, cities: CitiesOption = None, home: HomeOption = None, as_json: JsonOption = False
) -> None:
    """Show what the current release proposes."""
    from tsunagu import reviewing

    given = reviewing.proposals(home_settings(home), cities, city)
    if as_json:
        show_json(list(given.found))
    else:
        reviewing.show_candidates(given.found)


@app.command("export", help=say("help-review-export"))
def export(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=say("option-review-output"))
    ] = None,
    city: CityOption = None,
    cities: CitiesOption = None,
    home: HomeOption = None,
) -> None:
    """Write the candidates as a table to be marked."""
    from graph.review.marks import table
    from tsunagu import reviewing

    given = reviewing.proposals(home_settings(home), cities, city)
    if output is None:
        show(table(given.found))
    else:
        reviewing.write_new(output, table(given.found))
    notice(say("review-exported", count=len(given.found)))


@app.command("apply", help=say("help-review-apply"))
def apply(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("argument-marks"))],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help=say("option-who"))],
    when: Annotated[str | None, typer.Option("--when", metavar="DAY", help=say("option-when"))] = None,
    register: Annotated[bool, typer.Option("--register", help=say("option-register"))] = False,
    city: CityOption = None,
    cities: CitiesOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a marked table and write what it decides; exit status 2 where a row is wrong."""
    from tsunagu import reviewing

    given = reviewing.proposals(home_settings(home), cities, city)
    judged, files = reviewing.apply_marks(given, file, who, reviewing.day_of(when), register=register)
    if as_json:
        show_json({"decisions": judged.decisions, "known": judged.known, "files": files})
    if files:
        written = [str(path) for path in files]
        notice(say("review-applied", count=len(judged.decisions), files=written, known=judged.known))
    else:
        notice(say("review-nothing-new", known=judged.known))
    if judged.organisations:
        names = list(dict.fromkeys(each.name for each in judged.organisations))
        notice(say("review-registered", count=len(names), names=names))
    elif register:
        notice(say("review-none-registered"))


@app.command("identify", help=say("help-review-identify"))
def identify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("argument-national"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=say("option-review-output"))
    ] = None,
    city: CityOption = None,
    cities: CitiesOption = None,
    home: HomeOption = None,
) -> None:
    """Propose numbers for organisations, from a file of the national register."""
    from graph.numbers.table import table
    from tsunagu import identifying, reviewing

    wanted, found = identifying.propose(home_settings(home), cities, city, file)
    if output is None:
        show(table(found))
    else:
        reviewing.write_new(output, table(found))
    several = len({each.organisation.iri for each in found})
    notice(say("numbers-proposed", wanted=wanted, found=several, count=len(found)))


@app.command("register", help=say("help-review-register"))
def register(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("argument-numbers"))],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help=say("option-who"))],
    when: Annotated[str | None, typer.Option("--when", metavar="DAY", help=say("option-when"))] = None,
    city: CityOption = None,
    cities: CitiesOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write confirmed numbers into the register of organisations."""
    from tsunagu import identifying, reviewing

    settings, day = home_settings(home), reviewing.day_of(when)
    done = identifying.apply_numbers(settings, cities, city, file, who, day)
    if as_json:
        show_json(done)
    written = [str(path) for path in done.files] or say("none")
    notice(say("numbers-registered", filled=done.filled, new=done.new, known=done.known, files=written))
