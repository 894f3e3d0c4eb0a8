"""A whole release for other programs: its graphs, its network, its tables. The same bytes every time.

    writing → parquet, workbook → archive → answers → tables
            → graphs

`FORMATS` names what there is; `export` writes one of them to a stream, and `reading` of the tests reads
each of them back.
"""

from graph.export.answers import Answers, answers
from graph.export.archive import write_csv
from graph.export.parquet import write_parquet
from graph.export.tables import Table, tables
from graph.export.workbook import write_workbook
from graph.export.writing import FORMATS, NETWORK, Format, about, export

__all__ = [
    "FORMATS",
    "NETWORK",
    "Answers",
    "Format",
    "Table",
    "about",
    "answers",
    "export",
    "tables",
    "write_csv",
    "write_parquet",
    "write_workbook",
]
