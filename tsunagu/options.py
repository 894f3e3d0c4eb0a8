"""Options that several commands share. Their help is in the language known when this is imported."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import UsageError
from core.messages import say

HomeOption = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=say("option-home"))]
CitiesOption = Annotated[
    list[Path] | None, typer.Option("--cities", metavar="DIR", help=say("option-cities"))
]
CityOption = Annotated[str | None, typer.Option("--city", metavar="NAME", help=say("option-city"))]
JsonOption = Annotated[bool, typer.Option("--json", help=say("option-json"))]
ParamOption = Annotated[
    list[str] | None, typer.Option("--param", metavar="KEY=VALUE", help=say("option-param"))
]


def split_params(params: list[str] | None) -> dict[str, str]:
    """Return `KEY=VALUE` words as a mapping. Raises `UsageError` for a word without `=`."""
    found = {}
    for word in params or []:
        key, sign, value = word.partition("=")
        if not (key and sign):
            raise UsageError("param-wrong", word=word)
        found[key] = value
    return found
