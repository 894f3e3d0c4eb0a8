"""Law 6: faults of every kind, planted in sheets and in registers, are found, located and explained.

The faults stand in `planted/`: what is changed in a file of the example city, which rule must speak,
where the fault must be said to stand, and in which Japanese words.
"""

import csv
import io
import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from rdflib import Graph

from core.errors import RefusedFile, TsunaguError
from graph.checking import check
from graph.findings import notes_as_findings, refusal_as_finding, remarks_as_findings
from loaders.cities.city import City
from loaders.cities.find import load_city
from loaders.extract import extract_bytes
from loaders.triples import register_graph, sheet_graph
from shapes.report import Finding
from shapes.validate import validate_sheet

HERE = Path(__file__).parent / "planted"
ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "yuino"

Fault = Mapping[str, Any]


def faults(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


TEXT, CELLS, REGISTERS = map(faults, ("text", "cells", "registers"))
IN_TEXT = {name: fault for name, fault in TEXT.items() if isinstance(fault, dict)}


@pytest.fixture(scope="module")
def yuino() -> City:
    return load_city(ROOT / "loaders" / "cities" / "yuino")


@pytest.fixture(scope="module")
def registers(yuino: City) -> Graph:
    return register_graph(yuino)


def changed(text: str, fault: Fault) -> str:
    """Return a text with its fault; each change must hit something."""
    for old, new in fault.get("change", ()):
        assert old in text, old
        text = text.replace(old, new, 1)
    if "cut" in fault:
        first, behind = fault["cut"]
        start = text.index(first)
        text = text[:start] + text[text.index(behind, start) :]
    return text


def with_cells(path: Path, fault: Fault) -> bytes:
    """Return a workbook or a CSV file with its fault."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        stream = io.BytesIO()
        for address, value in fault["cells"].items():
            book.active[address].value = value or None
        book.save(stream)
        return stream.getvalue()
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for address, value in fault.get("cells", {}).items():
        row, column = coordinate_to_tuple(address)
        rows[row - 1][column - 1] = value
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return (written.getvalue() + str(fault.get("append", ""))).encode()


def checked(data: bytes, name: str, city: City, registers: Graph) -> tuple[Finding, ...]:
    """Return what is said about one sheet."""
    try:
        extraction = extract_bytes(data, name, {city.key: city}, city.key)
    except RefusedFile as error:
        return (refusal_as_finding(error),)
    found = validate_sheet(sheet_graph(extraction, city), registers)
    return (*notes_as_findings(extraction, "urn:sheet"), *found)


def explained(found: tuple[Finding, ...], fault: Fault, file: str) -> None:
    """The fault is found, said where it stands, and what to do about it, in Japanese."""
    those = [each for each in found if each.shape == fault["found"]]
    assert those, [(each.shape, each.place("ja")) for each in found]
    told = [each for each in those if fault["says"] in each.message_ja]
    assert told, [each.message_ja for each in those]
    assert any(each.file == file and fault.get("place", "") in each.place("ja") for each in told), [
        each.place("ja") for each in told
    ]
    for each in told:
        remedy = each.message_ja + each.suggestion
        assert re.search("してください|確かめて|必要です", remedy), remedy
        assert each.message_en


@pytest.mark.parametrize("name", IN_TEXT)
def test_a_fault_in_a_text_is_found(name: str, yuino: City, registers: Graph) -> None:
    fault, path = IN_TEXT[name], ROOT / TEXT["file"]
    text = changed(path.read_bytes().decode(TEXT["encoding"]), fault)
    data = text.encode(fault.get("encoding", TEXT["encoding"]))
    explained(checked(data, path.name, yuino, registers), fault, path.name)


@pytest.mark.parametrize("name", CELLS)
def test_a_fault_in_a_cell_is_found(name: str, yuino: City, registers: Graph) -> None:
    path = FIXTURES / CELLS[name]["file"]
    explained(checked(with_cells(path, CELLS[name]), path.name, yuino, registers), CELLS[name], path.name)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_fault_in_a_register_is_found(name: str, tmp_path: Path) -> None:
    fault = REGISTERS[name]
    folder = Path(shutil.copytree(ROOT / "loaders" / "cities" / "yuino", tmp_path / "yuino"))
    path = folder / fault["file"]
    text = changed(path.read_text(encoding="utf-8"), fault)
    path.write_bytes(text.encode(fault.get("encoding", "utf-8")))
    key, line, said = loaded(folder)
    assert (key, line) == (fault["found"], fault["line"]), said
    assert path.name in said
    assert f"{line}行目" in said
    assert re.search("[ぁ-ん]。", said)


def loaded(folder: Path) -> tuple[str, object, str]:
    """Return what is said about the registers of a city: an error, else the first remark."""
    try:
        first = remarks_as_findings(load_city(folder))[0]
    except TsunaguError as error:
        return error.key, error.values.get("line"), error.text("ja")
    return first.shape, first.line, f"{first.place('ja')} {first.message_ja}"


def test_there_are_faults_of_every_kind() -> None:
    assert len(IN_TEXT) + len(CELLS) + len(REGISTERS) >= 60
    said = {fault["found"] for fault in (*IN_TEXT.values(), *CELLS.values(), *REGISTERS.values())}
    assert len(said) >= 50


def test_digits_of_another_width_are_read_as_digits(yuino: City, registers: Graph) -> None:
    """What people type in full width is no fault: it is read as the same sheet, without a word."""
    path = ROOT / TEXT["file"]
    text = path.read_bytes().decode(TEXT["encoding"])
    wide = text
    for narrow in ("(2024年度)", "\n2\n\n脱炭素", "15 地域のつながり", "3-1-（2） 4-1-（1）", "（6月～3月）"):
        assert narrow in wide
        wide = wide.replace(narrow, narrow.translate({code: code + 0xFEE0 for code in range(48, 58)}))
    assert wide != text
    plain, said = (checked(each.encode(), path.name, yuino, registers) for each in (text, wide))
    assert [each.shape for each in said] == [each.shape for each in plain]


def test_a_policy_of_another_generation_is_said_to_be_one(tmp_path: Path) -> None:
    """A number means another policy in each list: the report names both lists."""
    folder = Path(shutil.copytree(ROOT / "loaders" / "cities" / "yuino", tmp_path / "yuino"))
    profile = folder / "city.toml"
    before = (
        '\n[[policies]]\nscheme = "kihon-2018"\nlabel = "基本政策"\nname = "基本政策（2018～2022年度）"\n'
        "first_year = 2018\nlast_year = 2022\n"
    )
    profile.write_text(profile.read_text(encoding="utf-8") + before, encoding="utf-8")
    (folder / "kihon-2018.csv").write_text(
        "notation,name,level\n15,にぎわいの創出,policy\n", encoding="utf-8"
    )
    city, path = load_city(folder), ROOT / TEXT["file"]
    text = path.read_bytes().decode(TEXT["encoding"])
    data = text.replace("15 地域のつながりづくり", "15 にぎわいの創出", 1).encode()
    found = checked(data, path.name, city, register_graph(city))
    (told,) = (each for each in found if each.shape == "note-policy-generation")
    assert told.place("ja") == f"{path.name} 47行目"
    assert "「基本政策（2018～2022年度）」のもの" in told.message_ja
    assert "「基本政策（2023年度～）」の番号と名前に直す" in told.message_ja
    assert "note-policy-renamed" not in {each.shape for each in found}


def test_two_files_of_one_sheet_are_noticed(yuino: City, tmp_path: Path) -> None:
    text = (ROOT / TEXT["file"]).read_bytes().decode(TEXT["encoding"])
    for name, title in (("a.txt", "里山と水辺の保全"), ("b.txt", "里山を守る")):
        (tmp_path / name).write_text(text.replace("里山と水辺の保全\n", title + "\n", 1), encoding="utf-8")
    found = check([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "home", {"yuino": yuino}, "yuino")
    assert "city-sheet-one-file" in {each.shape for each in found.findings}


def test_a_clean_city_has_nothing_but_what_its_sheets_lack(yuino: City, tmp_path: Path) -> None:
    """No violation and no noise: what is said is true of the sheets, and said once."""
    paths = sorted((ROOT / "examples" / "yuino").glob("*.txt"))
    found = check(paths, tmp_path, {"yuino": yuino}, "yuino").findings
    assert [(each.severity, each.shape, each.place("ja")) for each in found] == [
        ("info", "note-head-incomplete", "yuino-2024-kurashi-anshin.txt 147行目"),
        ("info", "goal-issues", "yuino-2024-kurashi-anshin.txt 147行目"),
        ("warning", "policy-learnt", "yuino-2025-midori-kankyo.txt 84行目"),
        ("info", "goal-issues", "yuino-2025-midori-kankyo.txt 116行目"),
    ]
    assert remarks_as_findings(yuino) == ()
