import hashlib
from pathlib import Path

import pytest

from core.errors import HomeError
from graph.disk import TEMPORARY
from graph.home import Home


@pytest.fixture
def folder(tmp_path: Path) -> Home:
    made = Home(tmp_path / "var")
    made.create()
    return made


def test_the_bytes_of_files_are_for_the_owner_only(folder: Home) -> None:
    assert folder.files.stat().st_mode & 0o777 == 0o700
    assert folder.cache.stat().st_mode & 0o777 == 0o700


def test_bytes_are_kept_under_their_checksum_and_repaired(folder: Home) -> None:
    sha256 = folder.keep(b"sheet")
    assert sha256 == hashlib.sha256(b"sheet").hexdigest()
    folder.file(sha256).write_bytes(b"damaged")
    folder.keep(b"sheet")
    assert folder.file(sha256).read_bytes() == b"sheet"


def test_one_writer_at_a_time(folder: Home) -> None:
    with folder.locked(), pytest.raises(HomeError) as raised, Home(folder.root).locked():
        pass
    assert raised.value.key == "home-busy"
    with folder.locked():
        pass


def test_what_a_killed_build_left_is_swept(folder: Home) -> None:
    (folder.releases / f"{TEMPORARY}0001-0123456789ab" / "store").mkdir(parents=True)
    (folder.cache / "0").mkdir()
    (folder.cache / "0" / f"{TEMPORARY}77-key").write_bytes(b"half")
    (folder.root / f"{TEMPORARY}77-current").write_bytes(b"half")
    (folder.cache / "0" / "whole").write_bytes(b"entry")
    folder.sweep()
    assert not list(folder.root.rglob(f"{TEMPORARY}*"))
    assert (folder.cache / "0" / "whole").exists()


def test_releases_are_in_the_order_of_their_numbers(folder: Home) -> None:
    assert (folder.release_ids(), folder.next_number()) == ([], 1)
    for name in ("10000-0123456789ab", "9999-0123456789ab", "notes", f"{TEMPORARY}0003-0123456789ab"):
        (folder.releases / name).mkdir()
    assert folder.release_ids() == ["9999-0123456789ab", "10000-0123456789ab"]
    assert folder.next_number() == 10001


def test_a_home_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(HomeError) as raised:
        Home(tmp_path / "var").create()
    assert raised.value.key == "home-unusable"
    assert str(tmp_path / "var") in str(raised.value)


def test_no_release_before_the_first_build(folder: Home) -> None:
    assert folder.current_id() is None
    folder.set_current("0001-0123456789ab")
    assert folder.current_id() == "0001-0123456789ab"


def test_only_a_cache_that_is_ours_alone_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    assert home.trusted_cache() is None
    home.create()
    assert home.trusted_cache() == home.cache
    for others in (0o770, 0o707):
        home.cache.chmod(others)
        assert home.trusted_cache() is None
    home.cache.chmod(0o700)
    monkeypatch.setattr("os.getuid", lambda: home.cache.stat().st_uid + 1)
    assert home.trusted_cache() is None
