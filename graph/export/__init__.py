"""A whole release for other programs: its graphs, its network, its tables. The same bytes every time.

    writing → parquet, workbook → archive, graphs → tables → cells

`FORMATS` names what there is; `export` writes one of them to a stream, and `reading` of the tests reads
each of them back.
"""

from graph.export.archive import write_csv
from graph.export.parquet import write_parquet
from graph.export.tables import Table, tables
from graph.export.writing import FORMATS, NETWORK, Format, export

__all__ = ["FORMATS", "NETWORK", "Format", "Table", "export", "tables", "write_csv", "write_parquet"]
