"""What the commands print: results go to stdout, everything else to stderr."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from core.errors import TsunaguError

_WIDTH_OF_FILES = 160
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn what is shown around; tab and line end may stand."""


def _console(stream: TextIO) -> Console:
    """Return a console; where no person looks on, tables are not squeezed into 80 columns."""
    return Console(file=stream, width=None if stream.isatty() else _WIDTH_OF_FILES, highlight=False)


def results() -> Console:
    """Return the console of stdout."""
    return _console(sys.stdout)


def notices() -> Console:
    """Return the console of stderr."""
    return _console(sys.stderr)


def plain(text: object) -> str:
    r"""Return what may be printed on a terminal: others wrote it, and it could change the screen.

    >>> plain("\x1b[31mred\n")
    '\ufffd[31mred\n'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))


def show(text: str | bytes) -> None:
    """Print a result as it stands, in UTF-8 whatever the terminal's locale, with a line end after it."""
    data = text.encode() if isinstance(text, str) else text
    sys.stdout.flush()
    sys.stdout.buffer.write(data if data.endswith(b"\n") else data + b"\n")
    sys.stdout.buffer.flush()


def notice(text: str) -> None:
    """Print one sentence that is no result."""
    notices().print(Text(plain(text)), soft_wrap=True)


def complain(error: TsunaguError) -> None:
    """Print an error's sentence."""
    notices().print(Text(plain(error), style="red"), soft_wrap=True)


def show_json(data: object) -> None:
    """Print data as JSON: dataclasses as objects, days as ISO 8601, decimal numbers as strings."""
    plain = asdict(data) if is_dataclass(data) and not isinstance(data, type) else data
    show(json.dumps(plain, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, TsunaguError):
        return {"key": value.key, "ja": value.text("ja"), "en": value.text("en")}
    if isinstance(value, Path | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no data")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> Table:
    """Return a table; numbers stand to the right, everything is printed as it is."""
    filled = [list(row) for row in rows]
    made = Table(title=Text(plain(title), style="bold") if title else None, title_justify="left")
    for index, heading in enumerate(headings):
        numeric = bool(filled) and all(isinstance(row[index], int) for row in filled)
        made.add_column(Text(plain(heading)), justify="right" if numeric else "left", overflow="fold")
    for row in filled:
        made.add_row(*(Text("" if cell is None else plain(cell)) for cell in row))
    return made


def progress_bar() -> Progress:
    """Return a bar for long work on stderr; it leaves nothing behind, and is silent in files."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    console = notices()
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
