"""Read any file: text, PDF, workbook or table, whatever its name says.

bytes ── formats ──┬── sandbox ── child process ──┬── pdf
                   │                              ├── package ── xlsx, ods
                   │                              └── xls
                   └── text: delimited, or lines
"""

from loaders.document import Document
from loaders.read.delimited import find_delimiter, read_delimited
from loaders.read.formats import READABLE, reader_for
from loaders.read.paths import check_name
from loaders.read.sandbox import read_in_child
from loaders.read.text import decoded, lines_of_text

__all__ = ["READABLE", "read_document"]


def read_document(data: bytes, name: str) -> Document:
    """Return the document of a file. Raises `RefusedFile` with the reason where there is none.

    Everything but text is opened in a child process with limits on time and memory.
    """
    check_name(name)
    if reader := reader_for(data, name):
        return read_in_child(reader, data, name)
    text, encoding = decoded(data, name)
    if delimiter := find_delimiter(text, name):
        return read_delimited(data, name, text, encoding, delimiter)
    return lines_of_text(data, name, text, encoding)
