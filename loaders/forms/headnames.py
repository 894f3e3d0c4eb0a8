"""The names in the head of a form, and what is kept of the fields around them."""

import re
from collections.abc import Sequence

from loaders.forms.lines import Line
from loaders.forms.profile import Profile, form_key
from loaders.language.width import Folded
from loaders.read.names.find import find_names
from loaders.read.names.words import TITLE
from loaders.sheet import Text

# What stands before the first row ends where one of these stands.
_ROW = ("measures", "policies", "codes")


def before_rows(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines before the first row."""
    return lines[: next((index for index, line in enumerate(lines) if line.kind in _ROW), len(lines))]


def read_names(lines: Sequence[Line], profile: Profile) -> list[Text]:
    """Return the values that name persons, anywhere before the first row."""
    head = before_rows(lines)
    texts = ["" if is_heading(line, profile) else line.text for line in head]
    named = find_names(texts, profile.head_name, profile.department | profile.head_title)
    return [Text(each.value, head[each.line].span) for each in named]


def is_heading(line: Line, profile: Profile) -> bool:
    """Tell whether a line holds nothing but the form's own words and numbers."""
    return line.kind in ("furniture", "number") and not form_key(line.text).startswith(profile.remarks)


def only_title(value: str) -> str:
    """Return the title's own words: nothing else of a title field is kept.

    >>> only_title("くらし部長　架空　太郎")
    '部長'
    """
    folded = Folded.of(value)
    title = TITLE.search(folded.text)
    return folded.cut(*title.span()) if title else ""


def only_office(value: str) -> str:
    """Return a department without the title that may follow it, and all behind that."""
    folded = Folded.of(value)
    title = re.search(rf"\s\S*?(?:{TITLE.pattern})(?!\S)", folded.text)
    return folded.cut(0, title.start()).strip() if title else value
