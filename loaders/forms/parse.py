"""Which form a document was printed from, and its sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

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
from loaders.forms.single import require_single
from loaders.forms.title import Field, read_fields
from loaders.sheet import Form, ManagementSheet, Note, Text

Parser = Callable[[Document, Profile], ManagementSheet]

_CELLS: dict[str, Parser] = {"narrative": parse_narrative, "list": parse_ratings, "matrix": parse_matrix}
_LINES: dict[str, Parser] = {"narrative": parse_flow}
_FORMS: dict[str, Form] = {"narrative": "narrative", "list": "ratings", "matrix": "programs"}
ENOUGH_SIGNS = 4
"""So many different signs make a document one of a form."""


def parse(document: Document) -> ManagementSheet:
    """Return the sheet that the document holds.

    Raises `RefusedFile` for a document of no known form, one that two forms claim equally, and one
    that holds several sheets.
    """
    profile = choose(document)
    require_single(document, profile)
    sheet = (_CELLS if document.cells else _LINES)[profile.parser](document, profile)
    remarks = tuple(Note("info", remark.key, remark.values) for remark in document.remarks)
    return replace(sheet, form=_FORMS[profile.parser], notes=(*remarks, *sheet.notes))


def choose(document: Document) -> Profile:
    """Return the form with most of its signs in the document. Raises `RefusedFile`, see `parse`."""
    found = claims(document)
    ahead = leading(found)
    if not ahead:
        best = next(iter(found.values()), [])
        raise RefusedFile("form-unknown", file=document.file.name, found="、".join(best) or say("none"))
    if len(ahead) > 1:
        raise RefusedFile("form-two", file=document.file.name, first=ahead[0], second=ahead[1])
    return profiles()[ahead[0]]


def claims(document: Document) -> dict[str, list[str]]:
    """Return, for each form that could read such a document, its signs in it; most signs first."""
    parsers = _CELLS if document.cells else _LINES
    found = {p.name: signs(document, p) for p in profiles().values() if p.parser in parsers}
    return dict(sorted(found.items(), key=lambda claim: -len(claim[1])))


def leading(found: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the forms with the most signs, if those are enough: several claim the document equally."""
    most = max(map(len, found.values()), default=0)
    return [name for name, shown in found.items() if len(shown) == most >= ENOUGH_SIGNS]


def signs(document: Document, profile: Profile) -> list[str]:
    """Return the signs of a form that a document shows: headings, labels, fields of the head."""
    fields = [
        say("read-label-head-name") if field == "head_name" else found.value  # who it is does not matter
        for field, found in head_fields(document, profile).items()
    ]
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
