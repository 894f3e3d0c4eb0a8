"""Names that stand only in hidden cells: visible text may print them again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.document import Document
from loaders.forms.grid.grid import GridCell, Row, rows_of
from loaders.forms.grid.head import grid_names
from loaders.forms.profile import Profile
from loaders.language.width import Folded
from loaders.read.names.find import find_names, name_part
from loaders.read.names.labels import is_name_label
from loaders.read.names.persons import persons
from loaders.read.names.titled import titled
from loaders.read.names.words import TITLE

# A label of names or a title has one of these; hidden sheets of thousands of other cells are common.
_TELLING = re.compile("[長名者監]|理事|参[事与]|主[幹査事]|代表")


def hidden_names(document: Document, profile: Profile) -> tuple[str, ...]:
    """Return the values of hidden cells that name persons, each once.

    A label may be hidden with its value or stand in sight. Of a hidden list, with a heading above
    it, every name counts.
    """
    if document.whole is None:
        return ()
    rows = rows_of(document.whole)
    seen = {(cell.table, cell.row, cell.column) for cell in document.cells if cell.span}
    hidden = {
        cell.span
        for cell in document.whole.cells
        if cell.span and (cell.table, cell.row, cell.column) not in seen
    }
    fields = [name.value for name in grid_names(rows, profile) if name.span in hidden]
    listed = [name_part(cell.text) for cell in _listed(rows, profile) if cell.span in hidden]
    texts = dict.fromkeys(cell.text for row in rows for cell in row if cell.span in hidden)
    telling = [text for text in texts if _TELLING.search(text)]
    values = dict.fromkeys([*fields, *listed, *_in_texts(telling, profile)])
    return tuple(value for value in values if persons(value))


def _listed(rows: Sequence[Row], profile: Profile) -> Iterator[GridCell]:
    """Yield the cells below a label of names, down to the first gap, and those right of a title."""
    columns: set[int] = set()
    for row in rows:
        columns &= {cell.left for cell in row}
        yield from (cell for cell in row if cell.left in columns)
        columns |= {cell.left for cell in row if cell.key in profile.head_name or is_name_label(cell.key)}
        yield from (value for title, value in pairwise(row) if TITLE.fullmatch(title.key))


def _in_texts(texts: Sequence[str], profile: Profile) -> Iterator[str]:
    """Yield the names that the text of a cell itself tells: 氏名：…, 部長 …."""
    apart = [part for text in texts for part in (text, "")]  # an empty line parts what is not together
    named = find_names(apart, profile.head_name, profile.department | profile.head_title)
    yield from (each.value for each in named)
    folded = Folded.of("\n\n\n\n\n".join(texts))  # more white space than any name has inside
    yield from (folded.cut(each.begin, each.end) for each in titled(folded.text) if each.full)
