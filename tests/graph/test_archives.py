import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import RefusedFile, UsageError
from graph import archives
from graph.archives import members
from graph.build import BuildResult
from graph.files import collect

Build = Callable[..., BuildResult]
Entries = dict[str, bytes]


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Write an archive; `codec` is how an old program would write its names, without saying so."""

    def write(entries: Entries, name: str = "sheets.zip", codec: str = "") -> Path:
        place = tmp_path / name
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
            for number, (title, data) in enumerate(entries.items()):
                shown = title if not codec else f"{number:0{len(title.encode(codec))}}"
                made.writestr(zipfile.ZipInfo(shown), data, zipfile.ZIP_DEFLATED)
        if codec:
            whole = place.read_bytes()
            for number, title in enumerate(entries):
                raw = title.encode(codec)
                whole = whole.replace(f"{number:0{len(raw)}}".encode(), raw)
            place.write_bytes(whole)
        return place

    return write


@pytest.mark.parametrize("codec", ["", "cp932", "utf-8"])
def test_japanese_names(pack: Callable[..., Path], codec: str) -> None:
    name = "令和6年度/表ソ能～みどり環境部.txt" if codec != "cp932" else "令和6年度/表ソ能みどり環境部.txt"
    archive = pack({name: b"one", "b.txt": b"two"}, codec=codec)
    assert dict(members(archive)) == {archive / name: b"one", archive / "b.txt": b"two"}


def test_no_name_leads_out(pack: Callable[..., Path]) -> None:
    archive = pack({"../../etc/a.txt": b"1", "/b.txt": b"2", "c:\\d\\..\\e.txt": b"3"})
    assert all(path.is_relative_to(archive) and ".." not in path.parts for path, _ in members(archive))
    assert len(list(members(archive))) == 3


def test_a_build_reads_archives_and_writes_nothing_by_their_names(
    do_build: Build, home: Path, pack: Callable[..., Path], sheets: list[Path], tmp_path: Path
) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("x.txt", b"x")
    entries = {
        "2024/一.txt": sheets[0].read_bytes(),
        "二.txt": sheets[1].read_bytes(),
        "写し.txt": sheets[1].read_bytes(),
        "inner.zip": inner.getvalue(),
        "__MACOSX/._一.txt": b"x",
        ".hidden.txt": b"x",
        "photo.jpg": b"x",
        "bad\n.txt": b"x",
    }
    folder = tmp_path / "folder"
    folder.mkdir()
    pack(entries, "folder/sheets.ZIP")
    result = do_build(folder)
    assert {Path(row.file).name: row.status for row in result.rows} == {
        "一.txt": "new",
        "二.txt": "new",
        "写し.txt": "same",
    }
    assert {refusal.error.key for refusal in result.refused} == {"archive-in-archive", "file-name-unshowable"}
    assert [path.name for path in result.skipped] == ["photo.jpg"]
    written = [path.name for path in home.rglob("*")]
    assert not [name for name in written if "一" in name or "inner" in name or "x.txt" in name]


def refusal_of(archive: Path) -> str:
    found = collect([archive], archive.parent / "var")
    assert list(found.contents()) == []
    (refusal,) = found.refused
    assert refusal.error.values["file"]
    assert refusal.error.text("ja") != refusal.error.text("en")
    return refusal.error.key


def test_what_is_no_archive(pack: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    assert refusal_of(tmp_path / "a.zip") == "archive-damaged"
    assert refusal_of(pack({})) == "archive-empty"
    whole = pack({"a.txt": os.urandom(3000)}, "b.zip")
    whole.write_bytes(whole.read_bytes()[:-40])
    assert refusal_of(whole) == "archive-damaged"


def test_a_member_whose_bytes_are_damaged_or_locked(pack: Callable[..., Path]) -> None:
    archive = pack({"a.txt": os.urandom(3000), "b.txt": b"fine"})
    data = bytearray(archive.read_bytes())
    data[200] ^= 0xFF
    archive.write_bytes(data)
    found = dict(members(archive))
    assert found[archive / "b.txt"] == b"fine"
    damaged = found[archive / "a.txt"]
    assert isinstance(damaged, RefusedFile)
    assert damaged.key == "archive-member-damaged"
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the last entry says that it is encrypted
    archive.write_bytes(data)
    locked = dict(members(archive))[archive / "b.txt"]
    assert isinstance(locked, RefusedFile)
    assert locked.key == "archive-encrypted"


def test_a_bomb_is_never_unpacked(pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    archive = pack({"a.txt": bytes(30 * 1024 * 1024), "b.txt": b"fine"})
    assert archive.stat().st_size < 100_000
    found = dict(members(archive))
    bomb = found[archive / "a.txt"]
    assert isinstance(bomb, RefusedFile)
    assert bomb.key == "file-too-large"
    assert found[archive / "b.txt"] == b"fine"
    monkeypatch.setattr(archives, "_MOST_BYTES", 1024)
    assert refusal_of(archive) == "archive-too-large"
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 1)
    assert refusal_of(archive) == "archive-too-large"


def test_links_out_of_a_folder_are_refused_and_those_inside_are_not(tmp_path: Path) -> None:
    outside, top = tmp_path / "outside", tmp_path / "top"
    (top / "sub").mkdir(parents=True)
    outside.mkdir()
    for place in (outside / "secret.txt", top / "sub" / "a.txt"):
        place.write_text("text")
    (top / "out.txt").symlink_to(outside / "secret.txt")
    (top / "folder").symlink_to(outside)
    (top / "inside.txt").symlink_to(top / "sub" / "a.txt")
    (top / "again").symlink_to(top / "sub")
    found = collect([top], tmp_path / "var")
    assert found.files == [top / "sub" / "a.txt", top / "inside.txt"]
    assert {refusal.file.name: refusal.error.key for refusal in found.refused} == {
        "out.txt": "file-link-outside",
        "folder": "file-link-outside",
    }
    assert found.skipped == []
    named = collect([top / "out.txt"], tmp_path / "var")  # whoever names a link means what it leads to
    assert [data for _, data in named.contents()] == [b"text"]


def test_other_kinds_of_files_are_named_as_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "b.PDF", "photo.jpg", "~$a.xlsx", "notes"):
        (tmp_path / name).write_text("text")
    found = collect([tmp_path], tmp_path / "var")
    assert [path.name for path in found.files] == ["a.txt", "b.PDF"]
    assert sorted(path.name for path in found.skipped) == ["notes", "photo.jpg"]
    (tmp_path / "a.txt").unlink()
    (tmp_path / "b.PDF").unlink()
    with pytest.raises(UsageError):
        collect([tmp_path], tmp_path / "var")
