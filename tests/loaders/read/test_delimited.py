"""CSV and TSV, and what tells them from text."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Place
from loaders.read.any import read_document
from loaders.read.delimited import find_delimiter


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("部,課\n一,二\n", "a.csv", ","),
        ("部\t課\n一\t二\n", "a.csv", "\t"),
        ("部;課,係\n一;二,三\n四;五\n", "a.csv", ";"),
        ("表題\n\n部,課,係\n一,二\n三,四,五\n", "a.csv", ","),
        ('"一,二\n三,四"\t五\n六\t七\n', "a.tsv", "\t"),
        ("一\n二\n", "a.csv", None),
        ("費用は3,420,000円です。\n次の行\n三\n四\n五\n", "a.csv", None),
        ("部,課\n一,二\n三,四\n", "a.txt", ","),
        ("部,課\n一,二,三\n四,五\n", "a.txt", None),
        ("部,課\n一,二\n", "a.txt", None),
    ],
)
def test_the_delimiter_is_found_by_counting(text: str, name: str, expected: str | None) -> None:
    assert find_delimiter(text, name) == expected


def test_no_text_sheet_is_taken_for_a_table(root: Path) -> None:
    sheets = sorted(root.glob("examples/*/*.txt"))
    assert sheets
    for path in sheets:
        assert read_document(path.read_bytes(), path.name).cells == ()


def test_cells_have_addresses_and_lines() -> None:
    document = read_document('部,"一行目\n二行目"\n\n,次\n'.encode("utf-8-sig"), "a.csv")
    assert document.lines == ("部", "一行目", "二行目", "次")
    assert [cell.place for cell in document.cells] == [Place(cell="A1"), Place(cell="B1"), Place(cell="B3")]
    assert document.encoding.codec == "utf-8-sig"
    assert document.file.media_type == "text/csv"


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
def test_tables_of_figures_have_little_hiragana(codec: str) -> None:
    data = "事業名,指標,目標値,実績値\n防災訓練,参加者数,1200,1315\n図書館,貸出冊数,48000,48200\n".encode(
        codec
    )
    document = read_document(data, "a.csv")
    assert (document.encoding.codec, document.lines[0]) == (codec, "事業名")


FIELDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)


@given(st.lists(st.lists(FIELDS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    rows = [["見出し", "値"], *rows]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    document = read_document(out.getvalue().encode("utf-8-sig"), "a.csv")
    wanted = {(r, c): field for r, row in enumerate(rows) for c, field in enumerate(row) if field.strip()}
    assert {(cell.row, cell.column): document.lines[cell.span.first - 1] for cell in document.cells} == wanted
