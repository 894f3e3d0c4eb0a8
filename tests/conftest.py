"""Fixtures that every room may use.

`root`     the project's own folder; `tracked` its files
`shared`   the folder with the real sheet and its hand-made answer
`browser`  a headless Chromium
`program`  finds a program that a test needs
`library`  imports a library of an extra
`example`  a release of the example city
`golden`   compares a text with a file beside the test; `--update-golden` writes it anew

A machine without one of these skips the tests that need it, and says so; in CI that is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from graph.release import Release

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


def _missing(what: str) -> None:
    """Skip with the reason shown; in CI nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """The files of the project: those in git, and new ones that git does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real sheet: `TSUNAGU_SHARED`, else `../shared` beside the project."""
    folder = Path(os.environ.get("TSUNAGU_SHARED") or ROOT.parent / "shared")
    if not (folder / "sheets").is_dir():
        _missing(f"the real sheet is not here: {folder} (set TSUNAGU_SHARED)")
    return folder


@pytest.fixture(scope="session")
def browser() -> str:
    """The path of a Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        _missing("no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)")
    return str(found)


@pytest.fixture(scope="session")
def program() -> Callable[[str, str], str]:
    """Return `program(name, where)`: the path of a program, in the environment of the tests or in PATH."""

    def find(name: str, where: str) -> str:
        beside = Path(sys.executable).with_name(name)
        found = str(beside) if beside.is_file() else shutil.which(name)
        if found is None:
            _missing(f"no {name} on this machine ({where})")
        return str(found)

    return find


@pytest.fixture(scope="session")
def library() -> Callable[..., Any]:
    """Return `library(name, extra)`: a module of an extra that not everybody installs."""

    def load(name: str, extra: str = "analysis") -> Any:
        try:
            return import_module(name)
        except ImportError:
            _missing(f"{name} is not installed (pip install -e '.[{extra}]')")

    return load


@pytest.fixture(scope="session")
def example(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the example city's sheets, for whoever only reads it."""
    from graph.build import build
    from loaders.cities.find import cities

    sheets = sorted((root / "examples" / "yuino").glob("*.txt"))
    result = build(sheets, tmp_path_factory.mktemp("example") / "home", cities(), jobs=1)
    assert result.release is not None
    return result.release


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return `golden(path, text)`: the text must equal the file; `--update-golden` writes it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        if not path.is_file():
            pytest.fail(f"{path} is missing; `make golden` writes it")
        assert text == path.read_bytes().decode(), f"{path.name} differs; `make golden` accepts the change"

    return compare
