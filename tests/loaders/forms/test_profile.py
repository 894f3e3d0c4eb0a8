"""A profile that cannot be right is refused with its file and what is wrong."""

import os
from pathlib import Path

import pytest

from core.errors import UsageError
from loaders.forms.profile import PROFILE, load_profile, profile_paths

GOOD = 'parser = "matrix"\nlabel = { ja = "a", en = "b" }\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "odd" / PROFILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_the_least_profile(tmp_path: Path) -> None:
    found = load_profile(write(tmp_path, GOOD))
    assert (found.name, found.parser) == ("odd", "matrix")
    assert not any(found.matrix.values())


@pytest.mark.parametrize(
    ("text", "key", "word"),
    [
        (f'{GOOD}furnitur = ["No"]', "form-profile-unknown-key", "furnitur"),
        (f'{GOOD}[matrix]\nprogramme = ["x"]', "form-profile-unknown-key", "matrix.programme"),
        (f'{GOOD}[[tables]]\nname = "goal"\ncolums = 1', "form-profile-unknown-key", "tables.colums"),
        (f'{GOOD}[[tables]]\nname = "goal"', "form-profile-wrong", "columns"),
        (f'{GOOD}title = "様式"', "form-profile-wrong", "様式"),
        (f"{GOOD}tables = 3", "form-profile-wrong", ""),
        (GOOD.replace("matrix", "magic"), "form-profile-wrong", "magic"),
        (GOOD.replace("=", ":"), "form-profile-unreadable", ""),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, key: str, word: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError) as error:
        load_profile(path)
    assert error.value.key == key
    assert str(path) in error.value.text("en")
    assert word in error.value.text("ja")


def test_a_folder_stands_before_those_named_earlier(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        write(folder, GOOD)
    found = profile_paths(os.pathsep.join(map(str, folders)))
    assert found["odd"] == folders[1] / "odd" / PROFILE
    assert {"narrative", "ratings", "matrix"} < set(found)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        profile_paths(str(tmp_path / "nowhere"))
    assert error.value.key == "form-no-such-folder"
