import os
from pathlib import Path

import pytest

from core.errors import RefusedFile, UsageError
from graph.files import collect, read


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", ".hidden.txt", "2024/c.txt", ".git/d.txt", "var/files/e"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("text")
    return tmp_path


def test_files_come_in_a_stable_order_without_hidden_ones_and_the_home(tree: Path) -> None:
    wanted = [tree / "a.txt", tree / "b.txt", tree / "2024" / "c.txt"]
    assert collect([tree], tree / "var").files == wanted
    assert (
        collect([tree / "2024", tree / "b.txt", tree / "a.txt", tree / "b.txt"], tree / "var").files == wanted
    )


def test_a_hidden_file_that_is_named_is_read(tree: Path) -> None:
    assert collect([tree / ".hidden.txt"], tree / "var").files == [tree / ".hidden.txt"]


def test_no_input(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        collect([tmp_path], tmp_path / "var")
    assert (raised.value.key, raised.value.exit_status) == ("no-input", 2)
    assert str(tmp_path) in str(raised.value)


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        collect([tmp_path / "none.txt"], tmp_path / "var")
    assert (raised.value.key, raised.value.values) == ("path-missing", {"path": str(tmp_path / "none.txt")})


def test_a_folder_that_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", forbidden)
    with pytest.raises(UsageError) as raised:
        collect([tmp_path], tmp_path / "var")
    assert raised.value.key == "path-unreadable"


def test_a_file_that_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a.txt").write_text("text")
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(RefusedFile) as raised:
        read(tmp_path / "a.txt")
    assert "a.txt" in raised.value.text("ja")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(RefusedFile) as raised:
        read(tmp_path / "pipe.txt")
    assert raised.value.key == "file-is-no-file"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**9)
    with pytest.raises(RefusedFile) as raised:
        read(tmp_path / "a.txt")
    assert raised.value.key == "file-too-large"
