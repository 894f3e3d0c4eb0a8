"""Which form a document was printed from, and its sheet."""

from collections.abc import Callable

from core.errors import RefusedFile
from core.messages import say
from loaders.document import Document
from loaders.forms.flow import parse_flow
from loaders.forms.grid.grid import rows_of
from loaders.forms.grid.head import grid_fields
from loaders.forms.grid.matrix import parse_matrix
from loaders.forms.grid.narrative import parse_narrative
from loaders.forms.grid.ratings import parse_ratings
from loaders.forms.grid.tables import find_tables
from loaders.forms.lines import classify
from loaders.forms.profile import Profile, form_key, profiles
from loaders.forms.title import Field, read_fields
from loaders.sheet import ManagementSheet, Text

Parser = Callable[[Document, Profile], ManagementSheet]

_CELLS: dict[str, Parser] = {"narrative": parse_narrative, "list": parse_ratings, "matrix": parse_matrix}
_LINES: dict[str, Parser] = {"narrative": parse_flow}
# So many different signs make a document one of a form.
_ENOUGH_SIGNS = 4


def parse(document: Document) -> ManagementSheet:
    """Return the sheet that the document holds.

    Raises `RefusedFile` for a document of no known form, or one that two forms claim equally.
    """
    profile = choose(document)
    return (_CELLS if document.cells else _LINES)[profile.parser](document, profile)


def choose(document: Document) -> Profile:
    """Return the form with most of its signs in the document. Raises `RefusedFile`, see `parse`."""
    parsers = _CELLS if document.cells else _LINES
    claims = {p.name: signs(document, p) for p in profiles().values() if p.parser in parsers}
    ranked = sorted(claims, key=lambda name: -len(claims[name]))
    best = claims[ranked[0]] if ranked else []
    if len(best) < _ENOUGH_SIGNS:
        raise RefusedFile("form-unknown", file=document.file.name, found="、".join(best) or say("none"))
    if len(ranked) > 1 and len(claims[ranked[1]]) == len(best):
        raise RefusedFile("form-two", file=document.file.name, first=ranked[0], second=ranked[1])
    return profiles()[ranked[0]]


def signs(document: Document, profile: Profile) -> list[str]:
    """Return the signs of a form that a document shows: headings, labels, fields of the head."""
    fields = [field.value for field in head_fields(document, profile).values()]
    if document.cells:
        rows = rows_of(document)
        tables = find_tables(rows, profile.tables)
        matrix = {word for labels in profile.matrix.values() for word in labels}
        return [
            *fields,
            *sorted({heading for table in tables for heading in table.headings.values()}),
            *sorted({cell.key for row in rows for cell in row} & matrix),
        ]
    lines = classify(document, profile)
    printed = [form_key(line.text) for line in lines if line.kind not in ("item", "text")]
    words = (*profile.furniture, *profile.measures, *profile.policies)
    return [word for word in words if any(word in text for text in printed)] + fields


def head_fields(document: Document, profile: Profile) -> dict[Field, Text]:
    """Return department, title and name of the head, as far as they are found."""
    found = grid_fields(rows_of(document), profile)[0] if document.cells else {}
    return found or read_fields(classify(document, profile), profile)
