"""What of a document is blacked out: the officials that its head names."""

from loaders.document import Document, Span
from loaders.forms.grid.grid import rows_of
from loaders.forms.grid.head import grid_names
from loaders.forms.headnames import is_heading, read_names
from loaders.forms.hidden import hidden_names
from loaders.forms.lines import classify
from loaders.forms.parse import head_fields
from loaders.forms.profile import Profile
from loaders.read.blackout import Blackout


def officials(document: Document, profile: Profile) -> Blackout:
    """Return the name fields of a document, the department (which stays), and the form's headings.

    Names that only hidden cells hold are the others.
    """
    lines = classify(document, profile)
    names = [*grid_names(rows_of(document), profile), *read_names(lines, profile)]
    fields: dict[tuple[str, Span], None] = {(name.value, name.span): None for name in names}
    department = head_fields(document, profile).get("department")
    return Blackout(
        tuple(fields),
        frozenset([department.value] if department else []),
        frozenset(line.number for line in lines if is_heading(line, profile)),
        hidden_names(document, profile),
    )
