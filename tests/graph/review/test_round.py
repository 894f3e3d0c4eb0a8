"""Out to a person and back: decisions hold after a rebuild, and for the next year's sheet."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from core.spreadsheet import BYTE_ORDER_MARK
from graph.release import current
from graph.review.candidates import Candidate, candidates
from graph.review.folder import write_decisions
from graph.review.judge import judge
from graph.review.marks import COLUMNS, read_marks, table
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.find import load_city

STATUS = """PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?year ?status ?role {{
  ?mention tng:of/<http://www.w3.org/2004/02/skos/core#prefLabel> "{name}"@ja ; tng:status ?status ;
    tng:sheet/tng:fiscalYear ?year . OPTIONAL {{ ?mention tng:role ?role }}
}} ORDER BY ?year ?status ?role"""

POSSIBLY_SAME = "SELECT ?one ?other { ?one <https://w3id.org/tsunagu/def#possiblySame> ?other }"


def proposed(home: Path, city: City) -> dict[tuple[str, str], Candidate]:
    release = current(home)
    assert release is not None
    return {(each.surface, each.kind): each for each in candidates(open_store(release), city)}


def statuses(home: Path, name: str) -> list[tuple[str, str, str]]:
    release = current(home)
    assert release is not None
    return [
        tuple(term.value.rpartition("#")[2] if term else "" for term in row)
        for row in open_store(release).query(STATUS.format(name=name))
    ]


MARKS = {
    "結野大学": {"decision": "採用", "role": "collaboratesWith", "why": "協定書で確認"},
    "結野市商店会連合会": {"decision": "却下", "why": "試験"},
    "町会": {"decision": "却下"},
}
REGISTERED, SPELLING = "ゆいの回覧アプリ", "ゆいの回覧板アプリ"


def mark(path: Path, found: dict[tuple[str, str], Candidate], marks: dict[str, dict[str, str]]) -> None:
    """Write the exported table with these cells filled in, as Excel saves it."""
    rows = list(csv.DictReader(io.StringIO(table(found.values(), "ja").removeprefix(BYTE_ORDER_MARK))))
    with path.open("w", encoding="cp932", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(row | marks.get(row["surface"], {}) for row in rows)


def test_decisions_survive_a_rebuild_and_hold_next_year(
    do_build: Callable, home: Path, city: City, root: Path, tmp_path: Path
) -> None:
    first, second = (
        root / "examples" / "yuino" / f"yuino-{year}-kurashi-anshin.txt" for year in (2024, 2025)
    )
    do_build(first, cities={"yuino": city})
    found = proposed(home, city)
    assert {("結野大学", "partner"), ("結野市商店会連合会", "partner"), ("町会", "group")} <= found.keys()
    path = tmp_path / "marks.csv"
    mark(path, found, MARKS)
    judged = judge(read_marks(path), tuple(found.values()), city, "係長", "2026-05-01", register=False)
    assert judged.problems == ()
    write_decisions(city, judged.decisions, judged.organisations)

    decided = load_city(city.folder)
    do_build(first, second, cities={"yuino": decided})
    left = proposed(home, decided)
    assert not {("結野大学", "partner"), ("結野市商店会連合会", "partner"), ("町会", "group")} & left.keys()
    assert statuses(home, "結野市商店会連合会") == statuses(home, "町会") == []
    assert statuses(home, "結野大学") == [
        ("2024", "Confirmed", "collaboratesWith"),
        # Here the text tells another role itself.
        ("2025", "Confirmed", "agreementWith"),
    ]


def possibly_same(home: Path) -> list[tuple[str, str]]:
    release = current(home)
    assert release is not None
    return [(one.value, other.value) for one, other in open_store(release).query(POSSIBLY_SAME)]


def test_two_spellings_of_a_program_are_two_until_a_person_says_that_they_are_one(
    do_build: Callable, home: Path, city: City, root: Path, tmp_path: Path
) -> None:
    text = (root / "examples" / "yuino" / "yuino-2024-kurashi-anshin.txt").read_text(encoding="utf-8")
    sheet, path = tmp_path / "sheet.txt", tmp_path / "marks.csv"
    sheet.write_text(text.replace(f"「{REGISTERED}」", f"「{SPELLING}」"), encoding="utf-8")
    do_build(sheet, cities={"yuino": city})
    assert len(possibly_same(home)) == 1
    found = proposed(home, city)
    assert found[SPELLING, "program"].proposed == (REGISTERED, SPELLING)
    mark(path, found, {SPELLING: {"decision": "採用"}})
    unclear = judge(read_marks(path), tuple(found.values()), city, "係長", "2026-05-01", register=False)
    assert [each.key for each in unclear.problems] == ["review-several-meanings"]
    mark(path, found, {SPELLING: {"decision": "別名", "name": REGISTERED, "why": "表記の揺れ"}})
    judged = judge(read_marks(path), tuple(found.values()), city, "係長", "2026-05-01", register=False)
    assert judged.problems == ()
    write_decisions(city, judged.decisions, ())

    do_build(sheet, cities={"yuino": load_city(city.folder)})
    assert possibly_same(home) == statuses(home, SPELLING) == []
    assert [status for _, status, _ in statuses(home, REGISTERED)] == ["Confirmed", "Stated"]
