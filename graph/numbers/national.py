"""A file of the corporate-number publication site (法人番号公表サイト): CSV, 30 columns, no header.

The site gives it as UTF-8 and as Shift_JIS (which is cp932), for a prefecture or the whole country with five
million bodies; so it is read line by line and never as a whole.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import UsageError
from loaders.cities.codes import is_corporate_number

COLUMNS = 30
KINDS = {
    "101": "国の機関",
    "201": "地方公共団体",
    "301": "株式会社",
    "302": "有限会社",
    "303": "合名会社",
    "304": "合資会社",
    "305": "合同会社",
    "399": "その他の設立登記法人",
    "401": "外国会社等",
    "499": "その他",
}
"""The kinds of bodies by their codes, in the words of the site."""

_NUMBER, _PROCESS, _NAME, _KIND = 1, 2, 6, 8
_PREFECTURE, _TOWN, _STREET, _PREFECTURE_CODE, _TOWN_CODE = 9, 10, 11, 13, 14
_CLOSED, _LATEST = 18, 23
_DELETED = "99"
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Corporation:
    """A body of the national register.

    `town` is the five-digit code of its municipality; `closed` the day on which it ended, or "".
    """

    number: str
    name: str
    kind: str
    address: str
    town: str
    closed: str
    line: int


def corporations(path: Path) -> Iterator[Corporation]:
    """Yield the bodies of a file as they are now. UsageError with the line for what is no such file."""
    try:
        with path.open(encoding=_encoding(path), newline="") as file:
            rows = csv.reader(file)
            for row in rows:
                if row and (found := _corporation(path, rows.line_num, row)):
                    yield found
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("national-unreadable", file=path, reason=reason) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError("national-unreadable", file=path, reason=str(error)) from error


def _corporation(path: Path, line: int, row: list[str]) -> Corporation | None:
    """Return the body of a row, None for one that was deleted and for an older state."""
    if len(row) != COLUMNS or not is_corporate_number(row[_NUMBER]):
        raise UsageError("national-bad-row", file=path, line=line, columns=len(row), expected=COLUMNS)
    if row[_PROCESS] == _DELETED or row[_LATEST] not in ("1", ""):
        return None
    return Corporation(
        number=row[_NUMBER],
        name=row[_NAME].strip(),
        kind=KINDS.get(row[_KIND], row[_KIND]),
        address="".join(row[each].strip() for each in (_PREFECTURE, _TOWN, _STREET)),
        town=row[_PREFECTURE_CODE] + row[_TOWN_CODE],
        closed=row[_CLOSED],
        line=line,
    )


def _encoding(path: Path) -> str:
    """Return the encoding that the beginning of a file tells: UTF-8, else cp932."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    end = sample.rfind(b"\n") + 1 or len(sample)
    try:
        sample[:end].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8-sig"
