"""A small store with proposals, the table that a person marks, and a city to write to."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from core.spreadsheet import BYTE_ORDER_MARK, plain
from graph.review.candidates import Candidate, candidates
from graph.review.judge import Judged, judge
from graph.review.marks import COLUMNS, read_marks, table
from loaders.cities.city import City
from loaders.cities.find import load_city
from loaders.cities.skeleton import copy_city

TNG = "https://w3id.org/tsunagu/def#"
C = "https://w3id.org/tsunagu/id/lg/992011"
SHEET = f"{C}/sheet/2025/kurashi-anshin"


def _mention(
    name: str,
    surface: str,
    quote: str,
    *,
    kind: str = "Partner",
    status: str = "Proposed",
    method: str = "suffix",
    confidence: str = "0.9",
    role: str = "",
    line: int = 5,
    row: int = 1,
) -> str:
    """Return the triples of a mention, as the graph of a sheet has them."""
    key = name.encode().hex()
    thing, node = f"{C}/thing/{key}", f"{SHEET}/goal/{row}/mention/{kind}-{key}"
    evidence = f"{C}/ev/{quote.encode().hex()}"
    extra = f"; tng:role tng:{role}" if role else ""
    return f"""
    <{node}> a tng:Mention ; tng:of <{thing}> ; tng:surface "{surface}" ; tng:sheet <{SHEET}> ;
      tng:status tng:{status} ; tng:method "{method}" ; tng:confidence {confidence} {extra} ;
      tng:evidence <{evidence}> .
    <{thing}> a tng:{kind} ; skos:prefLabel "{name}"@ja .
    <{evidence}> tng:quote "{quote}" ; tng:line {line} ; tng:lineEnd {line} .
    """


def _figure(
    item: str,
    kind: str,
    printed: str,
    quote: str,
    *,
    value: str = "80",
    target: str = "",
    line: int = 5,
    more: str = "",
) -> str:
    """Return the triples of the first figure of an item; with `target`, of a pair with that item's."""
    owner = f"{SHEET}/goal/1/{item}"
    evidence = f"{C}/ev/{quote.encode().hex()}"
    pair = f"""; tng:target <{SHEET}/goal/1/{target}/figure/1> ; tng:status tng:Proposed ;
      tng:method "unit-and-label" ; tng:confidence 0.9"""
    return f"""
    <{owner}/figure/1> tng:statement <{owner}> ; tng:sheet <{SHEET}> ; tng:valueKind tng:{kind} ;
      tng:value {value}.0 ; tng:printed "{printed}" ; tng:forYear <{C}/fy/2025> ;
      tng:indicator <{C}/indicator/a> ; tng:evidence <{evidence}> {pair if target else ""} {more} .
    <{C}/indicator/a> skos:prefLabel "参加者（人）"@ja .
    <{evidence}> tng:quote "{quote}" ; tng:line {line} ; tng:lineEnd {line} .
    """


def _store_of(*turtle: str) -> Store:
    """Return a store with these triples and the sheet that they are of."""
    head = f"@prefix tng: <{TNG}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    sheet = f"""
    <{SHEET}> tng:fiscalYear 2025 ; tng:department <{C}/dept/kurashi-anshin> .
    <{C}/dept/kurashi-anshin> skos:prefLabel "くらし安心部"@ja , "Daily Life"@en .
    """
    store = Store()
    store.load((head + sheet + "".join(turtle)).encode(), format=RdfFormat.TURTLE)
    return store


def _marked(found: tuple[Candidate, ...], marks: dict[str, dict[str, str]]) -> str:
    """Return the exported table with cells filled in, by surface."""
    rows = list(csv.DictReader(io.StringIO(table(found, "ja").removeprefix(BYTE_ORDER_MARK), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(row | marks.get(plain(row["surface"]), {}) for row in rows)
    return out.getvalue()


@pytest.fixture
def mention() -> Callable[..., str]:
    """Return `mention(name, surface, quote, …)`: the triples of a mention."""
    return _mention


@pytest.fixture
def figure() -> Callable[..., str]:
    """Return `figure(item, kind, printed, quote, …)`: the triples of a figure."""
    return _figure


@pytest.fixture
def store_of() -> Callable[..., Store]:
    """Return `store_of(triples, …)`: a store with these and the sheet that they are of."""
    return _store_of


@pytest.fixture
def marked() -> Callable[..., str]:
    """Return `marked(candidates, {surface: cells})`: the exported table, filled in."""
    return _marked


@pytest.fixture
def city(tmp_path: Path, known: dict[str, City]) -> City:
    """A copy of the example city, to be written to."""
    return load_city(copy_city(known["yuino"], tmp_path / "cities"))


@pytest.fixture
def found(city: City) -> tuple[Candidate, ...]:
    """What a small store proposes."""
    return candidates(
        _store_of(
            _mention("朝日商店会", "朝日商店会", "朝日商店会と連携し、", role="collaboratesWith"),
            _mention(
                "朝日商店会",
                "朝日商店会",
                "朝日商店会の協力で、",
                row=2,
                line=9,
                role="supports",
                confidence="0.8",
            ),
            _mention("まちの日", "まちの日", "まちの日を開きました。", kind="Program", method="quoted"),
            _mention(
                "一般社団法人空の会", "空の会", "空の会に委託し、", role="commissionedTo", method="alias"
            ),
            _mention("NPO法人ゆいのえんがわ", "えんがわ", "えんがわと、", status="Stated"),
        ),
        city,
    )


@pytest.fixture
def decide(found: tuple[Candidate, ...], city: City, tmp_path: Path) -> Callable[..., Judged]:
    """Return `decide({surface: cells}, register=False)`."""

    def run(marks: dict[str, dict[str, str]], *, register: bool = False, of: City | None = None) -> Judged:
        path = tmp_path / "marks.csv"
        path.write_text(_marked(found, marks), encoding="utf-8-sig")
        return judge(read_marks(path), found, of or city, "係長", "2026-05-01", register=register)

    return run
