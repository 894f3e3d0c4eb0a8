"""The table that goes out to a person and comes back, whatever a spreadsheet makes of it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UsageError
from core.spreadsheet import BYTE_ORDER_MARK, harmless, plain
from graph.review.candidates import Candidate, candidates
from graph.review.folder import write_decisions
from graph.review.judge import judge
from graph.review.marks import read_marks, table
from loaders.cities.city import City
from loaders.cities.find import load_city


def test_the_table_opens_in_excel_and_comes_back(
    found: tuple[Candidate, ...], tmp_path: Path, marked: Callable
) -> None:
    text = table(found, "ja")
    assert text.startswith(BYTE_ORDER_MARK + "surface,kind,proposed,")
    assert text.count("\r\n") == len(found) + 1
    path = tmp_path / "marks.csv"
    path.write_text(marked(found, {"まちの日": {"decision": "採用"}}), encoding="utf-8-sig")
    (row,) = read_marks(path)
    assert (row["surface"], row["kind"], row["decision"], row.line) == ("まちの日", "事業", "採用", 4)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_whatever_a_spreadsheet_saves_is_read(
    found: tuple[Candidate, ...], tmp_path: Path, codec: str, marked: Callable
) -> None:
    path = tmp_path / "marks.csv"
    text = marked(found, {"朝日商店会": {"decision": "却下", "why": "催しの名前で、\n団体ではない"}})
    path.write_bytes(text.encode(codec))
    (row,) = read_marks(path)
    assert (row["surface"], row["why"]) == ("朝日商店会", "催しの名前で、\n団体ではない")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_surface_runs_as_a_formula(
    city: City, tmp_path: Path, start: str, mention: Callable, store_of: Callable, marked: Callable
) -> None:
    surface = f"{start}HYPERLINK(0)"
    given = candidates(store_of(mention("花の会", surface, f"{surface}と、")), city)
    text = table(given, "ja")
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))) for cell in row]
    assert f"'{surface}" in cells
    assert not any(cell.startswith(start) for cell in cells)
    path = tmp_path / "marks.csv"
    path.write_text(marked(given, {surface: {"decision": "却下"}}), encoding="utf-8-sig")
    judged = judge(read_marks(path), given, city, "係長", "2026-05-01", register=False)
    write_decisions(city, judged.decisions, judged.organisations)
    written = (city.folder / "decisions.csv").read_text(encoding="utf-8-sig")
    assert f"'{surface}" in written
    (decision,) = load_city(city.folder).decisions
    assert decision.surface == surface


@given(st.text())
def test_the_apostrophe_goes_as_it_came(text: str) -> None:
    assert plain(harmless(text)) == text


HOSTILE = {
    "nothing": (b"", "review-table-empty"),
    "nothing but white space": ("\ufeff\r\n \r\n".encode(), "review-table-empty"),
    "NUL": (b"surface,kind,decision\na\x00b,partner,reject\n", "file-binary"),
    "another table": ("名前,住所\n甲,乙\n".encode(), "city-unknown-column"),
    "a column is gone": (b"surface,kind\na,partner\n", "city-missing-column"),
    "an open quote": (b'surface,kind,decision\n"a,partner,reject\n', "city-csv-broken"),
    "ragged": (b"surface,kind,decision\na,partner,reject,x\n", "city-cell-count"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 9, None),
    "one endless cell": (b"surface,kind,decision\n" + b"a" * 200_000 + b",partner,reject\n", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_or_hostile_table_is_refused(tmp_path: Path, name: str) -> None:
    data, key = HOSTILE[name]
    path = tmp_path / "marks.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_marks(path)
    assert key is None or caught.value.key == key
    assert "marks.csv" in str(caught.value)
