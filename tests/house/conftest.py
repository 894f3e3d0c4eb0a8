"""Helpers of the tests of the house: the files of the project, and the command in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tsunagu.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


Tsunagu = Callable[..., Ended]


@pytest.fixture(scope="session")
def texts(tracked: list[Path]) -> dict[Path, str]:
    """Return the text files of the project."""
    contents = {path: path.read_bytes() for path in tracked}
    return {path: data.decode(errors="replace") for path, data in contents.items() if b"\x00" not in data}


@pytest.fixture(scope="session")
def sheets(root: Path) -> list[Path]:
    """Return the sheets of the example city."""
    found = sorted(root.glob("examples/*/*.txt"))
    assert len(found) >= 4
    return found


@pytest.fixture
def tsunagu(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tsunagu:
    """Return the command: `tsunagu("read", file)`; it runs in an empty folder with its own home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSUNAGU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TSUNAGU_LANG", "en")
    monkeypatch.delenv("TSUNAGU_CITIES", raising=False)

    def run(*words: object) -> Ended:
        monkeypatch.setattr("sys.argv", ["tsunagu", *map(str, words)])
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsys.readouterr()
        return Ended(status, out, err)

    return run
