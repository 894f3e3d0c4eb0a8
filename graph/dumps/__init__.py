"""The files of a release that people take away, made with it and never changed (decision 0021).

    writing → package
            → shelf → kinds

`dumps` says what there is, with sizes and checksums; `dump_file` is where one of them lies; `left_out`
are those that could not be made.
"""

from graph.dumps.kinds import PACKAGE, SUMS
from graph.dumps.shelf import SUMS_PLACE, Dump, dump_file, dumps, is_dump, left_out

__all__ = ["PACKAGE", "SUMS", "SUMS_PLACE", "Dump", "dump_file", "dumps", "is_dump", "left_out"]
