"""`tsunagu network`: who works with whom, what is left out, what hangs on whom."""

from typing import Annotated, Literal

import typer

from core.messages import say
from tsunagu.options import HomeOption, JsonOption
from tsunagu.published import current_release, home_settings

Format = Literal["table", "csv", "tsv", "json"]
FormatOption = Annotated[Format, typer.Option("--format", help=say("option-network-format"))]
ViewOption = Annotated[str, typer.Option("--view", metavar="NAME", help=say("option-view"))]

app = typer.Typer()


@app.command("partners", help=say("help-network-partners"))
def partners(form: FormatOption = "table", as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Show the partners and how much hangs on each."""
    from tsunagu import networks
    from tsunagu.listings import show_listings

    release = current_release(home_settings(home).home)
    show_listings([networks.partners(release)], "json" if as_json else form)


@app.command("coverage", help=say("help-network-coverage"))
def coverage(form: FormatOption = "table", as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Show what goals touch and what they leave out."""
    from tsunagu import networks
    from tsunagu.listings import show_listings

    release = current_release(home_settings(home).home)
    show_listings(networks.coverage(release), "json" if as_json else form)


@app.command("collaboration", help=say("help-network-collaboration"))
def collaboration(form: FormatOption = "table", as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Show which departments share partners or policies."""
    from tsunagu import networks
    from tsunagu.listings import show_listings

    release = current_release(home_settings(home).home)
    show_listings([networks.collaboration(release)], "json" if as_json else form)


@app.command("bridges", help=say("help-network-bridges"))
def bridges(
    view: ViewOption = "department-partner",
    form: FormatOption = "table",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show the ties and points without which a network falls apart."""
    from tsunagu import networks
    from tsunagu.listings import show_listings

    release = current_release(home_settings(home).home)
    show_listings(networks.bridges(release, view), "json" if as_json else form)


@app.command("communities", help=say("help-network-communities"))
def communities(
    view: ViewOption = "everything",
    form: FormatOption = "table",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show the communities of a network."""
    from tsunagu import networks
    from tsunagu.listings import show_listings

    release = current_release(home_settings(home).home)
    show_listings([networks.communities(release, view)], "json" if as_json else form)
