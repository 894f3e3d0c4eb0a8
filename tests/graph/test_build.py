import errno
import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

import graph.cityparts
import graph.findings
import graph.loaded
from core.errors import HomeError, UsageError
from graph.build import BuildResult, Progress, build
from graph.cache import Cache
from graph.disk import TEMPORARY
from graph.home import Home
from graph.release import current, verify
from loaders.cities.city import City
from loaders.extract import Reading, read_bytes
from ontology.terms import RDF, TNG
from shapes.projection import Lines
from shapes.report import Finding, Severity

Build = Callable[..., BuildResult]


def statuses(result: BuildResult) -> dict[str, str]:
    return {Path(row.file).name: row.status for row in result.rows}


def finding(focus: str, severity: Severity = "violation") -> Finding:
    return Finding(
        severity=severity,
        shape="made-up",
        message_ja="だめです。",
        message_en="It will not do.",
        focus=focus,
        label="みどり",
        file="a.txt",
        line=12,
        line_end=12,
        quote="みどり",
        path="",
        value="",
        suggestion="直してください。",
        suggestion_en="Correct it.",
    )


def test_a_first_build(do_build: Build, home: Path, sheets: list[Path]) -> None:
    result = do_build(*sheets[:2])
    assert result.changed
    assert not result.refused
    assert statuses(result) == {sheet.name: "new" for sheet in sheets[:2]}
    assert all(row.facts > 500 and row.objectives > 0 and row.recognised for row in result.rows)
    release = current(home)
    assert release is not None
    assert release == result.release
    assert release.id.startswith("0001-")
    assert verify(release) == []
    assert [entry.file for entry in release.manifest.sheets] == [sheet.name for sheet in sheets[:2]]
    assert release.manifest.previous is None


def test_a_second_build_of_the_same_adds_nothing(built: Path, do_build: Build, sheets: list[Path]) -> None:
    before = current(built)
    result = do_build(*sheets[:2])
    assert not result.changed
    assert result.release == before
    assert set(statuses(result).values()) == {"same"}
    assert len(Home(built).release_ids()) == 1


def test_a_release_holds_every_sheet_so_far(built: Path, do_build: Build, sheets: list[Path]) -> None:
    result = do_build(sheets[2])
    assert result.changed
    assert statuses(result) == {sheets[0].name: "kept", sheets[1].name: "kept", sheets[2].name: "new"}
    assert result.release is not None
    assert result.release.id.startswith("0002-")
    assert len(result.release.manifest.sheets) == 3
    assert result.release.manifest.previous == Home(built).release_ids()[0]


def test_fresh_leaves_out_what_was_there(built: Path, do_build: Build, sheets: list[Path]) -> None:
    result = do_build(sheets[2], fresh=True)
    assert statuses(result) == {sheets[2].name: "new"}
    assert result.release is not None
    assert result.release.id.startswith("0002-")


def test_another_file_of_a_sheet_replaces_the_published_one(
    built: Path, do_build: Build, sheets: list[Path], edited: Path
) -> None:
    before = current(built)
    assert before is not None
    old = next(entry for entry in before.manifest.sheets if entry.file == sheets[0].name)
    result = do_build(edited)
    assert statuses(result) == {sheets[0].name: "replaced", sheets[1].name: "kept"}
    assert result.release is not None
    new = next(entry for entry in result.release.manifest.sheets if entry.file == sheets[0].name)
    assert new.sheet == old.sheet
    assert new.replaces == old.sha256
    assert new.sha256 != old.sha256
    again = do_build(edited)
    assert not again.changed
    assert result.release.source(old.sha256) is None


def test_two_files_of_one_sheet_in_one_build_cannot_be_decided(
    built: Path, do_build: Build, sheets: list[Path], edited: Path
) -> None:
    result = do_build(sheets[0], edited, sheets[2])
    assert statuses(result) == {sheets[0].name: "kept", sheets[1].name: "kept", sheets[2].name: "new"}
    assert {refusal.file for refusal in result.refused} == {sheets[0], edited}
    for refusal in result.refused:
        assert refusal.error.key == "two-files-one-sheet"
        assert str(sheets[0]) in str(refusal.error)
        assert str(edited) in str(refusal.error)


def test_the_same_bytes_twice_are_one_sheet(do_build: Build, sheets: list[Path], tmp_path: Path) -> None:
    copy = tmp_path / "zz-copy.txt"
    shutil.copy(sheets[0], copy)
    result = do_build(copy, sheets[0])
    assert statuses(result) == {sheets[0].name: "new", "zz-copy.txt": "same"}
    assert result.release is not None
    assert len(result.release.manifest.sheets) == 1


def test_a_bad_file_never_stops_the_others(do_build: Build, sheets: list[Path], tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 9,
        "other.txt": "別の文書です。\n".encode() * 9,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    result = do_build(*(tmp_path / name for name in bad), sheets[0])
    assert statuses(result) == {sheets[0].name: "new"}
    assert sorted(refusal.file.name for refusal in result.refused) == sorted(bad)
    assert all(refusal.file.name in str(refusal.error) for refusal in result.refused)


def test_nothing_but_bad_files_publishes_nothing(do_build: Build, home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = do_build(tmp_path / "empty.txt")
    assert (result.release, result.changed, result.rows, len(result.refused)) == (None, False, (), 1)
    assert current(home) is None


def test_bad_files_alone_leave_the_current_release(built: Path, do_build: Build, tmp_path: Path) -> None:
    before = current(built)
    (tmp_path / "empty.txt").write_bytes(b"")
    for fresh in (False, True):
        result = do_build(tmp_path / "empty.txt", fresh=fresh)
        assert not result.changed
        assert result.release == before


def test_a_fault_of_ours_costs_one_file_and_shows_no_text_of_it(
    do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:

    def faulty(data: bytes, name: str, *, names: bool = False) -> Reading:
        if name == sheets[0].name:
            raise IndexError("結野 太郎")
        return read_bytes(data, name, names=names)

    monkeypatch.setattr(graph.loaded, "read_bytes", faulty)
    result = do_build(*sheets[:2])
    assert statuses(result) == {sheets[1].name: "new"}
    (refusal,) = result.refused
    assert refusal.error.key == "file-crashed"
    assert "IndexError" in str(refusal.error)
    assert "太郎" not in str(refusal.error)


def breaking(department: str) -> Callable[..., tuple[Finding, ...]]:
    """Return checks that no sheet of this department passes; others get a warning."""

    def check(sheet: Graph, registers: Graph) -> tuple[Finding, ...]:
        (iri,) = map(str, sheet.subjects(RDF.type, TNG.ManagementSheet))
        return (finding(iri, "violation" if iri.endswith(department) else "warning"),)

    return check


def test_a_sheet_that_breaks_a_shape_stays_out(
    do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.loaded, "validate_sheet", breaking("kurashi-anshin"))
    result = do_build(*sheets[:2])
    assert statuses(result) == {sheets[1].name: "new"}
    (refusal,) = result.refused
    assert refusal.file == sheets[0]
    assert refusal.error.exit_status == 1
    assert all(word in refusal.error.text("ja") for word in ("だめです。", "12行目", "直してください。"))
    assert all(word in refusal.error.text("en") for word in ("It will not do.", "12", "Correct it."))
    assert [each.severity for each in result.findings if each.shape == "made-up"] == ["warning"]
    assert result.release is not None
    assert sorted(result.findings, key=Finding.order) == sorted(
        (placed.finding for placed in result.release.findings()), key=Finding.order
    )


def test_errors_of_shapes_travel_between_processes() -> None:
    error = graph.findings.broken("a.txt", [finding("http://e/a")])
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.text("en") == error.text("en")


def forget(home: Path) -> None:
    """Empty the cache, as new code or registers would."""
    Cache(home / "cache").clear()


def test_a_published_sheet_that_no_longer_passes_stays_as_it_was(
    built: Path, do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(built)
    monkeypatch.setattr(graph.loaded, "validate_sheet", breaking("kurashi-anshin"))
    result = do_build(sheets[2])
    problems = {Path(row.file).name: row.problem for row in result.rows}
    assert statuses(result) == {sheets[0].name: "kept", sheets[1].name: "kept", sheets[2].name: "new"}
    assert problems[sheets[0].name] is not None
    assert "だめです。" in str(problems[sheets[0].name])
    assert problems[sheets[1].name] is None
    assert not result.refused


def test_a_published_sheet_given_again_that_no_longer_passes_is_refused_and_stays(
    built: Path, do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(built)
    monkeypatch.setattr(graph.loaded, "validate_sheet", breaking("kurashi-anshin"))
    result = do_build(sheets[0])
    assert statuses(result) == {sheets[0].name: "kept", sheets[1].name: "kept"}
    assert [refusal.file for refusal in result.refused] == [sheets[0]]


def test_kept_sheets_are_linked_anew_when_the_registers_change(
    built: Path, do_build: Build, sheets: list[Path], known: dict[str, City]
) -> None:
    city = known["yuino"]
    departments = tuple(replace(each, slug=f"{each.slug}-renamed") for each in city.departments)
    changed = replace(city, departments=departments, digest="changed")
    result = do_build(sheets[2], cities={**known, "yuino": changed})
    assert result.release is not None
    names = {entry.fragment for entry in result.release.manifest.sheets}
    assert len(names) == 3
    assert all("-renamed" in name for name in names)
    assert set(statuses(result).values()) == {"kept", "new"}


def test_a_published_sheet_whose_city_is_gone_stays_as_it_was(
    built: Path, do_build: Build, sheets: list[Path], known: dict[str, City], tmp_path: Path
) -> None:
    before = current(built)
    assert before is not None
    (tmp_path / "empty.txt").write_bytes(b"")
    others = {key: city for key, city in known.items() if key != "yuino"}
    result = do_build(tmp_path / "empty.txt", cities=others)
    assert not result.changed
    assert set(statuses(result).values()) == {"kept"}
    assert {row.problem.key for row in result.rows if row.problem} == {"city-gone"}


def test_a_published_sheet_whose_bytes_are_lost_stays_as_it_was(
    built: Path, do_build: Build, sheets: list[Path]
) -> None:
    forget(built)
    for kept in (built / "files").iterdir():
        kept.unlink()
    result = do_build(sheets[2])
    problems = [row.problem.key for row in result.rows if row.problem]
    assert problems == ["kept-file-damaged", "kept-file-damaged"]
    assert result.release is not None
    assert verify(result.release) == []


def test_a_sheet_that_breaks_a_shape_of_its_city_stays_out(
    built: Path, do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(lines: Lines) -> tuple[Finding, ...]:
        merge = Graph().parse(data=b"\n".join(lines()), format="nt")
        return tuple(
            finding(iri)
            for iri in map(str, merge.subjects(RDF.type, TNG.ManagementSheet))
            if iri.endswith("2024/midori-kankyo")
        )

    assert sheets[2].name.startswith("yuino-2024-midori-kankyo")
    monkeypatch.setattr(graph.cityparts, "validate_city_lines", check)
    result = do_build(*sheets[2:4])
    assert [refusal.file for refusal in result.refused] == [sheets[2]]
    assert statuses(result) == {sheets[0].name: "kept", sheets[1].name: "kept", sheets[3].name: "new"}


def test_registers_that_break_a_shape_stop_the_build(
    built: Path, do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.cityparts, "validate_city_lines", lambda merge: (finding("http://e/register"),))
    with pytest.raises(UsageError) as raised:
        do_build(sheets[2])
    assert raised.value.key == "registers-break-shape"
    assert len(Home(built).release_ids()) == 1


def test_the_city_that_is_named_is_taken(do_build: Build, sheets: list[Path], known: dict[str, City]) -> None:
    result = do_build(sheets[0], city="結野市")
    assert result.rows[0].city == "yuino"
    with pytest.raises(UsageError):
        do_build(sheets[0], city="無い市")


def test_a_second_writer_is_told_to_wait(built: Path, do_build: Build, sheets: list[Path]) -> None:
    with Home(built).locked(), pytest.raises(HomeError) as raised:
        do_build(sheets[2])
    assert raised.value.key == "home-busy"


@pytest.mark.parametrize("call", range(1, 12, 2))
def test_a_full_disk_leaves_the_current_release(
    built: Path, do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    before = current(built)
    real, calls = os.fsync, list[int]()

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) >= call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HomeError) as raised:
        do_build(sheets[2])
    monkeypatch.undo()
    assert raised.value.key == "home-disk-full"
    assert raised.value.exit_status == 2
    assert current(built) == before
    assert before is not None
    assert verify(before) == []
    assert not list((built / "releases").glob(f"{TEMPORARY}*"))


def test_an_unsound_release_is_not_published(
    built: Path, do_build: Build, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current(built)
    monkeypatch.setattr("graph.write.problems", lambda folder, manifest: ["！"])
    with pytest.raises(HomeError) as raised:
        do_build(sheets[2])
    assert raised.value.key == "release-unsound"
    assert current(built) == before
    assert len(Home(built).release_ids()) == 1


def test_the_real_checks_over_the_example_city(
    home: Path, known: dict[str, City], sheets: list[Path]
) -> None:
    """Nothing replaced, two processes: every example sheet passes."""
    result = build(sheets, home, known, jobs=2)
    assert not result.refused
    assert len(result.rows) == len(sheets)
    assert result.release is not None
    assert verify(result.release) == []
    assert "violation" not in {each.severity for each in result.findings}


def test_progress_is_told(do_build: Build, sheets: list[Path]) -> None:
    told: list[Progress] = []
    do_build(*sheets[:2], progress=told.append)
    assert [(each.step, each.done, each.total) for each in told] == [
        ("read", 1, 2),
        ("read", 2, 2),
        ("check", 0, 1),
        ("check", 1, 1),
        ("write", 0, 1),
        ("write", 1, 1),
    ]
    assert {each.name for each in told[:2]} == {sheet.name for sheet in sheets[:2]}
