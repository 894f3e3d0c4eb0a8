"""The rows of the tables of a store. Each table is asked for once, however many formats it is written in."""

import json
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import Store

from graph.export.tables import Cell, Row, Table


class Answers:
    """The rows of a store's tables: in a file from the first time they are wanted.

    In memory are where they begin, and the sort keys of one table at a time. The store could sort as
    well, but it looks every term up for each comparison, which takes longer than all the rest.
    """

    def __init__(self, store: Store, file: IO[bytes]) -> None:
        self._store = store
        self._file = file
        self._begins: dict[str, Sequence[int]] = {}

    def rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows in the order of the table, one at a time."""
        if table.name not in self._begins:
            self._begins[table.name] = self._ask(table)
        for begin in self._begins[table.name]:
            self._file.seek(begin)
            yield [Cell(*each) for each in json.loads(self._file.readline())]

    def _ask(self, table: Table) -> Sequence[int]:
        """Write the rows as they are found; return where they begin, in their order."""
        begin, found = self._file.seek(0, 2), []
        for row in table.rows(self._store):
            found.append((table.key(row), begin))
            begin += self._file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        return array("Q", [begin for _, begin in sorted(found)])


@contextmanager
def answers(store: Store, folder: Path | None = None) -> Iterator[Answers]:
    """Open the tables of a store.

    Their rows are kept in a file without a name in `folder`, or where temporary files lie.
    """
    with TemporaryFile(dir=folder) as file:
        yield Answers(store, file)
