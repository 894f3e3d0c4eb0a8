"""`tsunagu read`: what the loader saw in one file, before any graph is made."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from core.messages import say
from loaders.notes import sentence
from loaders.sheet import Extraction
from tsunagu.config import load_cities
from tsunagu.options import CitiesOption, CityOption, JsonOption
from tsunagu.screen import show_json


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("argument-file"))],
    city: CityOption = None,
    cities: CitiesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read one file and show the sheet."""
    from loaders.extract import extract
    from tsunagu.sheet_tables import show_sheet

    extraction = extract(file, load_cities(cities), city)
    if as_json:
        show_json(as_data(extraction))
    else:
        show_sheet(extraction)


def as_data(extraction: Extraction) -> dict[str, object]:
    """Return all that was read, with the sentences of the notes and the count of lines by use."""
    data = asdict(extraction)
    for note, shown in zip(extraction.sheet.notes, data["sheet"]["notes"], strict=True):
        shown["values"] = dict(note.values)
        shown["message"] = {
            "ja": sentence(note, "ja"),
            "en": sentence(note, "en"),
        }
    data["line_counts"] = dict(Counter(extraction.sheet.lines))
    data["unread_lines"] = list(extraction.sheet.unread())
    return data
