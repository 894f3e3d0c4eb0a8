"""`tsunagu releases`: what was published, whether it is whole, and which one is served."""

from typing import Annotated, Literal

import typer

from core.messages import say
from graph import release as shelf
from tsunagu.options import HomeOption, JsonOption
from tsunagu.published import find_release, home_settings
from tsunagu.screen import notice, results, show, show_json, table

app = typer.Typer()
ReleaseArgument = Annotated[str | None, typer.Argument(metavar="RELEASE", help=say("argument-release"))]
DiffFormat = Literal["text", "json", "patch"]
_COLUMNS = ("release", "created", "sheets", "facts", "remark")


@app.command("list", help=say("help-releases-list"))
def list_releases(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show the releases of the home, the newest last."""
    folder = home_settings(home).home
    found = [each.manifest for each in shelf.releases(folder)]
    answers = shelf.current(folder)
    current = answers.id if answers else None
    if as_json:
        show_json([{"manifest": each, "current": each.id == current} for each in found])
        return
    remark = say("release-current")
    rows = [
        (each.id, each.created, len(each.sheets), each.merged, remark if each.id == current else "")
        for each in found
    ]
    results().print(table([say(f"col-{name}") for name in _COLUMNS], rows))


@app.command("verify", help=say("help-releases-verify"))
def verify(release: ReleaseArgument = None, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Compare a release with its manifest; exit status 1 when something differs."""
    chosen = find_release(home_settings(home).home, release)
    problems = shelf.verify(chosen)
    if as_json:
        show_json({"release": chosen.id, "problems": problems})
    else:
        for problem in problems:
            show(problem)
    if problems:
        raise typer.Exit(1)
    notice(say("release-whole", release=chosen.id))


@app.command("diff", help=say("help-releases-diff"))
def diff(
    old: Annotated[str | None, typer.Argument(metavar="OLD", help=say("argument-old-release"))] = None,
    new: Annotated[str | None, typer.Argument(metavar="NEW", help=say("argument-new-release"))] = None,
    form: Annotated[DiffFormat, typer.Option("--format", help=say("option-diff-format"))] = "text",
    home: HomeOption = None,
) -> None:
    """Show what is different between two releases."""
    from tsunagu import differing

    folder = home_settings(home).home
    differing.show_difference(*differing.two_releases(folder, old, new), form)


@app.command("switch", help=say("help-releases-switch"))
def switch(
    release: Annotated[str, typer.Argument(metavar="RELEASE", help=say("argument-release"))],
    home: HomeOption = None,
) -> None:
    """Let another release answer."""
    folder = home_settings(home).home
    chosen = shelf.switch(folder, find_release(folder, release).id)
    notice(say("release-switched", release=chosen.id))


@app.command("prune", help=say("help-releases-prune"))
def prune(
    keep: Annotated[int | None, typer.Option("--keep", min=1, help=say("option-keep"))] = None,
    home: HomeOption = None,
) -> None:
    """Delete old releases and print their ids; the current one always stays."""
    settings = home_settings(home, keep_releases=keep)
    for gone in shelf.prune(settings.home, settings.keep_releases):
        show(gone)
