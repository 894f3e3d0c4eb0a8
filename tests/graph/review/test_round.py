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


def test_decisions_survive_a_rebuild_and_hold_next_year(
    do_build: Callable, home: Path, city: City, root: Path, tmp_path: Path
) -> None:
    first, second = (
        root / "examples" / "yuino" / f"yuino-{year}-kurashi-anshin.txt" for year in (2024, 2025)
    )
    do_build(first, cities={"yuino": city})
    found = proposed(home, city)
    assert {("結野大学", "partner"), ("結野市商店会連合会", "partner"), ("町会", "group")} <= found.keys()
    rows = list(csv.DictReader(io.StringIO(table(found.values(), "ja").removeprefix(BYTE_ORDER_MARK))))
    marks = {
        "結野大学": {"decision": "採用", "role": "collaboratesWith", "why": "協定書で確認"},
        "結野市商店会連合会": {"decision": "却下", "why": "試験"},
        "町会": {"decision": "却下"},
    }
    path = tmp_path / "marks.csv"
    with path.open("w", encoding="cp932", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(row | marks.get(row["surface"], {}) for row in rows)
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
        ("2025", "Confirmed", "collaboratesWith"),
    ]
