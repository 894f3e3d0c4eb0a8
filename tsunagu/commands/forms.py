"""`tsunagu forms`: which forms are known, and what they find in a file."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import RefusedFile
from core.messages import listed, say, user_language
from loaders.forms.profile import profile_paths, profiles
from tsunagu.options import JsonOption
from tsunagu.screen import complain, results, show_json, table

app = typer.Typer()
_FITS_NOT = 2


@app.command("list", help=say("help-forms-list"))
def list_forms(as_json: JsonOption = False) -> None:
    """Show every known form and where its profile stands."""
    paths = profile_paths()
    forms = [(form, list(dict.fromkeys(spec.name for spec in form.tables))) for form in profiles().values()]
    if as_json:
        show_json(
            [
                {
                    "name": form.name,
                    "label": dict(form.label),
                    "parser": form.parser,
                    "tables": tables,
                    "profile": paths[form.name],
                }
                for form, tables in forms
            ]
        )
        return
    rows = [
        (form.name, form.label[user_language()], form.parser, listed(tables), paths[form.name])
        for form, tables in forms
    ]
    columns = ("name", "label", "parser", "tables", "profile")
    results().print(table([say(f"col-{name}") for name in columns], rows))


@app.command("test", help=say("help-forms-test"))
def try_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("argument-file"))],
    as_json: JsonOption = False,
) -> None:
    """Try the forms on one file; exit status 0 when one fits, 1 with something not used or hidden, 2 else."""
    from loaders.read.text import read_path
    from tsunagu.form_tables import as_data, show_trial
    from tsunagu.form_trial import try_forms

    try:
        trial = try_forms(read_path(file), file.name)
    except RefusedFile as error:
        complain(error)
        raise typer.Exit(_FITS_NOT) from error
    if as_json:
        show_json(as_data(trial))
    else:
        show_trial(trial)
    if trial.refused is not None:
        complain(trial.refused)
    raise typer.Exit(trial.exit_status)
