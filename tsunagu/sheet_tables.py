"""A sheet as tables on the screen: the file, the statements, each objective, the notes, the lines."""

from rich.text import Text

from graph.sheet_tables import SheetTable, lines_in_words, sheet_tables, unread_table
from loaders.sheet import Extraction
from tsunagu.screen import plain, results, show, table


def show_sheet(extraction: Extraction) -> None:
    """Print everything that was read from one file."""
    for part in sheet_tables(extraction):
        _show(part)
    show(lines_in_words(extraction))
    if (unread := unread_table(extraction)).rows:
        _show(unread)


def _show(part: SheetTable) -> None:
    made = table(part.headings, part.rows, part.title)
    made.caption, made.caption_justify = (Text(plain(part.remark)) if part.remark else None), "left"
    results().print(made)
