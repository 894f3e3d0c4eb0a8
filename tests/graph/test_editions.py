"""Several files of one sheet: which is used, what is said of the others, whatever their order."""

import itertools
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from core.errors import RefusedFile
from graph.build import BuildResult
from graph.claims import better
from graph.fragments import Packed
from graph.home import Home
from graph.release import Release, current, prune, verify
from graph.store import open_store
from graph.structure import structure_of
from loaders.extract import read_bytes
from ontology.terms import PROV, TNG

Build = Callable[..., BuildResult]
Printer = Callable[..., Path]


@pytest.fixture
def printed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Print the sheet of the example city anew: `printed(name, initial=True, encoding="cp932", word=…)`."""
    monkeypatch.syspath_prepend(str(root / "examples"))
    import printing

    def write(name: str, *, initial: bool = False, encoding: str = "utf-8", word: str = "里山") -> Path:
        source = (root / "examples/yuino/source/yuino-2024-midori-kankyo.toml").read_text("utf-8")
        data: dict[str, Any] = tomllib.loads(source.replace("里山", word))
        data["print"]["encoding"] = encoding
        if initial:
            data["summaries"] = []
            for goal in data["goals"]:
                goal["result"], goal["issue"] = [], []
        place = tmp_path / "given" / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(printing.sheet_bytes(data))
        return place

    return write


def statuses(result: BuildResult) -> dict[str, str]:
    return {Path(row.file).name: row.status for row in result.rows}


def refusals(result: BuildResult) -> dict[str, RefusedFile]:
    return {refusal.file.name: refusal.error for refusal in result.refused}


def the_release(home: Path) -> Release:
    found = current(home)
    assert found is not None
    assert verify(found) == []
    return found


def rows(release: Release, query: str) -> list[tuple[str, ...]]:
    found: Iterable[Any] = open_store(release).query(query)
    return [tuple(value.value for value in row) for row in found]


REVISIONS = f"""SELECT ?edition ?name WHERE {{
    ?sheet a <{TNG.ManagementSheet}> ; <{PROV.wasRevisionOf}> ?older .
    ?older <{TNG.edition}> ?edition ; <{PROV.wasDerivedFrom}> ?file .
    ?file <http://purl.org/dc/terms/title> ?name }}"""


def test_files_that_say_the_same_have_one_structure(printed: Printer) -> None:
    one, other = printed("a.txt"), printed("b.txt", encoding="cp932")
    assert one.read_bytes() != other.read_bytes()
    sheets = [read_bytes(path.read_bytes(), path.name).sheet for path in (one, other)]
    assert structure_of(sheets[0]) == structure_of(sheets[1])
    changed = printed("c.txt", word="山里")
    assert structure_of(read_bytes(changed.read_bytes(), "c.txt").sheet) != structure_of(sheets[0])


def test_of_equal_files_one_is_used_and_the_other_is_named(
    do_build: Build, home: Path, printed: Printer
) -> None:
    one, other = printed("a.txt"), printed("b.txt", encoding="cp932")
    result = do_build(other, one)
    assert statuses(result) == {"a.txt": "new", "b.txt": "copy"}
    assert not result.refused
    (entry,) = the_release(home).manifest.sheets
    assert (entry.file, [copy.file for copy in entry.copies], entry.older) == ("a.txt", ["b.txt"], ())
    again = do_build(one, other)
    assert (again.changed, statuses(again)) == (False, {"a.txt": "same", "b.txt": "copy"})


def test_the_later_edition_replaces_the_older_which_stays_as_a_revision(
    do_build: Build, home: Path, printed: Printer
) -> None:
    spring, summer = printed("spring.txt", initial=True), printed("summer.txt")
    assert statuses(do_build(spring)) == {"spring.txt": "new"}
    result = do_build(summer)
    assert statuses(result) == {"summer.txt": "replaced"}
    release = the_release(home)
    (entry,) = release.manifest.sheets
    assert (entry.edition, entry.file, entry.replaces) == ("実績", "summer.txt", entry.older[0].file.sha256)
    assert [older.file.edition for older in entry.older] == ["当初設定"]
    assert rows(release, REVISIONS) == [("当初設定", "spring.txt")]
    assert entry.older[0].graph.endswith("/edition/initial")


def test_an_older_edition_that_comes_later_changes_nothing_but_is_named(
    do_build: Build, home: Path, printed: Printer
) -> None:
    spring, summer = printed("spring.txt", initial=True), printed("summer.txt")
    do_build(summer)
    before = the_release(home).manifest.sheets[0]
    result = do_build(spring)
    assert statuses(result) == {"summer.txt": "kept", "spring.txt": "older"}
    entry = the_release(home).manifest.sheets[0]
    assert (entry.sha256, entry.facts) == (before.sha256, before.facts)
    assert rows(the_release(home), REVISIONS) == [("当初設定", "spring.txt")]


def test_the_order_of_files_plays_no_part(
    do_build: Build, home: Path, printed: Printer, sheets: list[Path]
) -> None:
    files = [
        printed("c.txt"),
        printed("b.txt", encoding="cp932"),
        printed("d.txt", initial=True),
        printed("a.txt", initial=True, encoding="cp932"),
    ]
    dumps = set()
    for number, order in enumerate(itertools.permutations(files)):
        if number % 5 == 0:
            result = do_build(*order, fresh=True)
            assert result.release is not None
            dumps.add(result.release.dump_path.read_bytes())
    assert len(dumps) == len(Home(home).release_ids()) == 1
    for file in files:  # one after the other, beginning anew
        last = do_build(file, fresh=file is files[0])
    assert last.release is not None
    assert last.release.dump_path.read_bytes() in dumps
    (entry,) = the_release(home).manifest.sheets
    assert (entry.file, entry.older[0].file.file) == ("b.txt", "a.txt")
    assert sorted(copy.file for copy in entry.copies) == ["c.txt", "d.txt"]


def test_one_edition_with_different_content_in_one_build_cannot_be_decided(
    do_build: Build, home: Path, printed: Printer
) -> None:
    one, other, spring = printed("a.txt"), printed("b.txt", word="山里"), printed("s.txt", initial=True)
    result = do_build(one, other, spring)
    assert statuses(result) == {"s.txt": "new"}
    assert set(refusals(result)) == {"a.txt", "b.txt"}
    for error in refusals(result).values():
        assert error.key == "two-files-one-sheet"
        assert all(str(path) in error.text("en") and "実績" in error.text("en") for path in (one, other))
    assert statuses(do_build(one)) == {"a.txt": "replaced"}
    assert statuses(do_build(other)) == {"b.txt": "replaced"}
    (entry,) = the_release(home).manifest.sheets
    assert (entry.file, entry.copies, len(entry.older)) == ("b.txt", (), 1)


def test_an_older_edition_can_be_corrected(do_build: Build, home: Path, printed: Printer) -> None:
    do_build(printed("summer.txt"), printed("spring.txt", initial=True))
    result = do_build(printed("corrected.txt", initial=True, word="山里"))
    assert statuses(result) == {"summer.txt": "kept", "corrected.txt": "older"}
    assert rows(the_release(home), REVISIONS) == [("当初設定", "corrected.txt")]


def test_pruning_keeps_the_bytes_of_copies_and_older_editions(
    do_build: Build, home: Path, printed: Printer
) -> None:
    do_build(printed("a.txt"), printed("b.txt", encoding="cp932"), printed("s.txt", initial=True))
    prune(home, 1)
    assert len(list((home / "files").iterdir())) == 3


@pytest.mark.parametrize(
    ("best", "other"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/pdf"),
        ("application/vnd.ms-excel", "application/pdf"),
        ("application/vnd.oasis.opendocument.spreadsheet", "text/csv"),
        ("application/pdf", "text/csv"),
        ("text/csv", "text/plain"),
        ("text/tab-separated-values", "text/plain"),
    ],
)
def test_better_places_come_first(best: str, other: str) -> None:
    from graph.claims import Claim
    from graph.manifest import FileEntry

    claims = [Claim(FileEntry(name, "0", 1, kind, "実績", "x")) for name, kind in (("a", other), ("b", best))]
    assert [claim.file.file for claim in sorted(claims, key=better)] == ["b", "a"]


def test_lines_of_packed_bytes() -> None:
    data = b"".join(b"%d " % number * 50 + b"\n" for number in range(2000))
    packed = Packed.of(data)
    assert len(packed.packed) < len(data) / 5
    assert packed.data == data
    assert list(packed.lines()) == data.splitlines()


def test_the_workbook_is_used_beside_its_printout_its_table_and_its_text(
    do_build: Build, home: Path, root: Path, tmp_path: Path
) -> None:
    stem = "yuino-2025-kurashi-anshin"
    fixtures = root / "tests/fixtures/yuino"
    files = [fixtures / f"{stem}{suffix}" for suffix in (".xlsx", ".ods", ".pdf", ".csv", ".initial.xlsx")]
    files.append(root / f"examples/yuino/{stem}.txt")
    result = do_build(*files)
    assert not result.refused
    (entry,) = the_release(home).manifest.sheets
    assert (entry.file, entry.edition) == (f"{stem}.ods", "実績")
    assert [copy.file for copy in entry.copies] == [
        f"{stem}{suffix}" for suffix in (".xlsx", ".pdf", ".csv", ".txt")
    ]
    assert rows(the_release(home), REVISIONS) == [("当初設定", f"{stem}.initial.xlsx")]
