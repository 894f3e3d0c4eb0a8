"""LibreOffice opens what is given for spreadsheets: no mojibake, no formula runs, codes stay codes."""

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.export import answers, tables
from graph.export.archive import csv_archive
from graph.export.workbook import write_workbook
from ontology.terms import ORG, RDF, SKOS, TNG

pytestmark = pytest.mark.slow

Rows = list[list[str]]
Office = Callable[..., dict[str, Rows]]

TABLES = [table.name for table in tables()]
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1;1)", "＝１＋１", "\t=1+1", '=HYPERLINK("https://a.example")')
TRAPS = (
    *("007", "1-2", "2024/4/1", "1E5", "TRUE", "12345678901234567890", "'24年度"),
    *("髙﨑①㈱", "改\n行", '"引用"、,'),
)
"""Texts that a spreadsheet would like to make something else of."""

CODE = "0123456789012"
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""UTF-8, cells as shown, a formula as a formula, every sheet into a file of its own."""


@pytest.fixture
def office(program: Callable[[str, str], str], tmp_path: Path) -> Office:
    """Return `office(*files)`: what LibreOffice shows of their sheets, by name.

    CSV is read as its dialogue proposes, in UTF-8; so many `columns` are set to text there.
    """
    soffice = program("soffice", "Debian: apt-get install --no-install-recommends libreoffice-calc-nogui")

    def opened(*files: Path, columns: int = 0) -> dict[str, Rows]:
        shown = tmp_path / "shown"
        as_text = "/".join(f"{number}/2" for number in range(1, columns + 1))
        reading = f"--infilter=CSV:44,34,76,1,{as_text}"  # without it, the encoding of the machine
        command = [
            soffice,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            *([reading] if files[0].suffix == ".csv" else []),
        ]
        command += ["--convert-to", AS_SHOWN, "--outdir", str(shown), *map(str, files)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert ended.returncode == 0, ended.stderr
        return {
            made.stem.removeprefix(f"{file.stem}-"): rows(made.read_bytes())
            for file in files
            for made in shown.glob(f"{file.stem}-*.csv")
        }

    return opened


@pytest.fixture(scope="module")
def dumps(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the workbook and the tables of the example city, as a person downloads them."""
    folder = tmp_path_factory.mktemp("dumps")
    names = ["tables.xlsx", *(f"{name}{ending}.csv" for name in TABLES for ending in ("", "-excel"))]
    with httpx.Client(base_url=site, trust_env=False) as client:
        for name in names:
            answer = client.get(f"/dumps/{name}")
            assert answer.status_code == 200
            (folder / name).write_bytes(answer.content)
    return folder


@pytest.fixture(scope="module")
def hostile() -> Store:
    """A store of partners with the worst names, and a corporate number that begins with 0."""
    store = Store()
    for number, text in enumerate((*FORMULAS, *TRAPS)):
        partner = NamedNode(f"https://a.example/id/org/{number:02}")
        store.add(Quad(partner, NamedNode(str(RDF.type)), NamedNode(str(TNG.Partner))))
        store.add(Quad(partner, NamedNode(str(SKOS.prefLabel)), Literal(text, language="ja")))
        store.add(Quad(partner, NamedNode(str(ORG.identifier)), Literal(CODE)))
        mention = NamedNode(f"https://a.example/id/mention/{number}")
        store.add(Quad(mention, NamedNode(str(TNG.organization)), partner))
        store.add(Quad(mention, NamedNode(str(TNG.sheet)), NamedNode("https://a.example/id/sheet")))
    return store


def rows(data: bytes) -> Rows:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def same(one: str, other: str) -> bool:
    """Tell whether two cells say the same; numbers may be written in another way."""
    number = re.compile(r"-?\d+(\.\d+)?")
    if number.fullmatch(one) and number.fullmatch(other):
        return abs(float(one) - float(other)) < 1e-6
    return one.casefold() == other.casefold()  # LibreOffice shows true as TRUE


def agree(shown: Rows, told: Rows) -> bool:
    return len(shown) == len(told) > 1 and all(
        len(one) == len(other) and all(map(same, one, other)) for one, other in zip(shown, told, strict=True)
    )


def test_the_workbook_shows_every_cell_of_the_tables(office: Office, dumps: Path) -> None:
    shown = office(dumps / "tables.xlsx")
    assert len(shown) == len(TABLES) + 1
    for name in TABLES:
        assert agree(shown[name], rows((dumps / f"{name}.csv").read_bytes())), name


def test_csv_for_excel_opens_as_it_is(office: Office, dumps: Path) -> None:
    shown = office(*(dumps / f"{name}-excel.csv" for name in TABLES))
    for name in TABLES:
        assert agree(shown[f"{name}-excel"], rows((dumps / f"{name}.csv").read_bytes())), name


def test_plain_csv_read_as_text_is_the_same_to_the_letter(office: Office, dumps: Path) -> None:
    shown = office(*(dumps / f"{name}.csv" for name in TABLES), columns=20)
    for name in TABLES:
        assert shown[name] == rows((dumps / f"{name}.csv").read_bytes()), name


def test_no_formula_runs_and_no_code_is_changed(office: Office, hostile: Store, tmp_path: Path) -> None:
    book, archive = tmp_path / "hostile.xlsx", io.BytesIO()
    with book.open("wb") as out, answers(hostile) as found:
        write_workbook(found, out, "")
        csv_archive(found, archive, "")
    table = tmp_path / "hostile.csv"
    table.write_bytes(zipfile.ZipFile(archive).read("partners.csv"))
    told = rows(table.read_bytes())
    assert [row[1] for row in told[1:]] == [f"'{text}" for text in FORMULAS] + list(TRAPS)
    assert {row[4] for row in told[1:]} == {CODE}
    assert office(book)["partners"] == told
    assert office(table, columns=len(told[0]))["hostile"] == told
    opened = office(table)["hostile"]
    assert [row[1] for row in opened[1 : len(FORMULAS) + 1]] == [f"'{text}" for text in FORMULAS]
