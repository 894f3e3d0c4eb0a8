import errno
import os
from pathlib import Path

import pytest

from core.errors import HomeError
from graph.disk import TEMPORARY, home_errors, remove_tree, sync_tree, write_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "current"
    write_atomically(place, b"one\n")
    write_atomically(place, b"two\n")
    assert place.read_bytes() == b"two\n"
    assert [path.name for path in tmp_path.iterdir()] == ["current"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "current"
    write_atomically(place, b"one\n")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HomeError) as raised:
        write_atomically(place, b"two\n")
    assert raised.value.key == "home-disk-full"
    assert place.read_bytes() == b"one\n"


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "home-disk-full"),
        (OSError("IO error: No space left on device: While appending"), "home-disk-full"),
        (PermissionError(errno.EACCES, "Permission denied", "there"), "home-no-permission"),
        (OSError(errno.EROFS, "Read-only file system"), "home-no-permission"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "home-unusable"),
    ],
)
def test_each_error_becomes_a_sentence_with_its_place(error: OSError, key: str) -> None:
    with pytest.raises(HomeError) as raised, home_errors(Path("here")):
        raise error
    assert raised.value.key == key
    assert (error.filename or "here") in raised.value.text("ja")
    assert (error.filename or "here") in raised.value.text("en")


def test_a_tree_is_removed_under_a_temporary_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "0001"
    (folder / "store").mkdir(parents=True)
    (folder / "store" / "data").write_bytes(b"x")
    sync_tree(folder)
    monkeypatch.setattr("shutil.rmtree", lambda path: None)  # as if killed before it
    remove_tree(folder)
    assert [path.name for path in tmp_path.iterdir()] == [f"{TEMPORARY}0001"]
    monkeypatch.undo()
    remove_tree(tmp_path / f"{TEMPORARY}0001")
    assert not any(tmp_path.iterdir())
