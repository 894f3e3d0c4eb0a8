"""CSV and TSV: the delimiter is found by counting outside quotes, and never by a file's name alone."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from core.errors import RefusedFile
from loaders.document import Document, Encoding, Place
from loaders.read.addresses import address
from loaders.read.drawn import MAX_CELLS, Drawn, as_document, source_file

MAX_COLUMNS = 16_384
"""As many as a workbook can have."""

SUFFIXES = (".csv", ".tsv", ".tab")
_MEDIA_TYPES = {",": "text/csv", "\t": "text/tab-separated-values", ";": "text/csv"}
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"?')
_LEAST_SHARE = 0.3  # of the records of a file that is called a table have the delimiter
_LEAST_RECORDS = 3  # all with the same number of delimiters make a table of a file called otherwise


def find_delimiter(text: str, name: str) -> str | None:
    """Return the delimiter of a table, None where the text is no table.

    A file that is called a table (.csv, .tsv) may be ragged; any other has to be regular.
    """
    bare = [line for line in _QUOTED.sub("", text).splitlines() if line.strip()]
    called_table = PurePath(name).suffix.lower() in SUFFIXES
    best, best_score = None, (0.0, 0)
    for delimiter in _MEDIA_TYPES:
        counts = Counter(line.count(delimiter) for line in bare)
        with_any = len(bare) - counts[0]
        regular = max((count for columns, count in counts.items() if columns), default=0)
        holds = (
            with_any >= _LEAST_SHARE * len(bare) if called_table else regular == len(bare) >= _LEAST_RECORDS
        )
        if with_any and holds and (regular / len(bare), with_any) > best_score:
            best, best_score = delimiter, (regular / len(bare), with_any)
    return best


def read_delimited(data: bytes, name: str, text: str, encoding: Encoding, delimiter: str) -> Document:
    """Return the cells of a decoded table. Empty fields make no cell; rows may differ in length."""
    # The limit is one for the whole process: it may rise for this file, never fall for other readers.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells: list[Drawn] = []
    try:
        for row, fields in enumerate(rows):
            cells += _cells(row, fields, name)
            if len(cells) > MAX_CELLS:
                raise RefusedFile("table-too-many-cells", file=name, limit=MAX_CELLS)
    except csv.Error as error:
        raise RefusedFile("table-quotes", file=name, line=rows.line_num) from error
    return as_document(source_file(data, name, _MEDIA_TYPES[delimiter]), encoding, cells)


def _cells(row: int, fields: list[str], name: str) -> Iterator[Drawn]:
    if len(fields) > MAX_COLUMNS:
        raise RefusedFile("table-too-wide", file=name, line=row + 1, limit=MAX_COLUMNS)
    for column, field in enumerate(fields):
        if field.strip():
            yield Drawn(0, row, column, 1, 1, field, Place(cell=address(row, column)))
