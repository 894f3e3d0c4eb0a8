"""Tables for a spreadsheet: CSV that Excel opens as it is, and in which no text runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel garbles Japanese."""

# Japanese Excel takes the wide forms for the narrow ones.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def harmless(cell: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet would take it for a formula.

    >>> harmless("=1+1"), harmless("１＋１")
    ("'=1+1", '１＋１')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """Take the apostrophe of `harmless` away again.

    >>> plain("'=1+1"), plain("'24年度")
    ('=1+1', "'24年度")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with its byte order mark and Excel's line ends, every text harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()
