"""A whole release for other programs: its graphs, its network, its tables. The same bytes every time.

    writing → archive, workbook, graphs → tables → cells

`FORMATS` names what there is; `export` writes one of them to a stream, and `reading` of the tests reads
each of them back.
"""

from graph.export.writing import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
