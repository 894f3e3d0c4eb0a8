"""The tables as CSV files in one archive, which Excel opens as they are."""

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import IO, BinaryIO

from core.spreadsheet import BYTE_ORDER_MARK, harmless
from graph.export.answers import Answers
from graph.export.tables import Row, Table, tables

WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The date of all members: an archive tells of the release alone."""

README = "README.txt"


def csv_archive(answers: Answers, out: BinaryIO, about: str) -> None:
    """Write an archive of all tables, with a text that says what they are."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(entry(README), "w") as member:
            member.write(readme(about).encode("utf-8"))
        for table in tables():
            with archive.open(entry(f"{table.name}.csv"), "w", force_zip64=True) as member:
                member.write(BYTE_ORDER_MARK.encode("utf-8"))
                write_csv(table, answers.rows(table), member)


def write_csv(table: Table, rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write one table, without a mark of its encoding; no text runs as a formula."""
    text = io.TextIOWrapper(out, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in rows:
        writer.writerow([cell.text if cell.number else harmless(cell.text) for cell in row])
    text.flush()
    text.detach()


def entry(name: str) -> zipfile.ZipInfo:
    """Return the entry of a file in an archive, compressed and without a time of its own."""
    made = zipfile.ZipInfo(name, WRITTEN)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def readme(about: str) -> str:
    """Return what the tables and their columns are, in both languages."""
    return "\r\n".join("\t".join(line).rstrip() for line in explained(about)) + "\r\n"


def explained(about: str) -> list[tuple[str, str, str, str]]:
    """Return the lines of the readme: table, column, what it is in Japanese and in English."""
    lines = [(about, "", "", ""), ("", "", "", "")]
    for table in tables():
        lines.append((table.name, "", table.title.ja, table.title.en))
        lines += [("", name, words.ja, words.en) for name, words in table.columns.items()]
    return lines
