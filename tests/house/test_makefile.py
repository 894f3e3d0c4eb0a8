"""What `make` says to a newcomer, also where the machine is not ready."""

import re
import subprocess
from pathlib import Path

import pytest


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=root, capture_output=True, text=True, check=False)


def fake_python(folder: Path, answers: str) -> str:
    """Write a program that answers like a Python: 0 where its second word matches."""
    script = folder / "python"
    script.write_text(f'#!/bin/sh\ncase "$2" in {answers}) exit 0 ;; esac\nexit 1\n', encoding="ascii")
    script.chmod(0o755)
    return str(script)


def test_make_alone_shows_every_target(root: Path) -> None:
    ended = make(root)
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert ended.returncode == 0
    assert re.findall(r"^  make (\w+)", ended.stdout, re.MULTILINE) == targets


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("nothing", "Python 3.11 or later is needed"),
        ("*version_info*", "apt install python3-venv"),
    ],
)
def test_a_machine_that_is_not_ready(root: Path, tmp_path: Path, answers: str, sentence: str) -> None:
    ended = make(root, "run", f"PYTHON={fake_python(tmp_path, answers)}", f"VENV={tmp_path / 'venv'}")
    assert ended.returncode != 0
    assert sentence in ended.stderr
    assert not (tmp_path / "venv").exists()


def test_no_python_at_all(root: Path, tmp_path: Path) -> None:
    ended = make(root, "run", "PYTHON=", f"VENV={tmp_path / 'venv'}")
    assert ended.returncode != 0
    assert "make PYTHON=" in ended.stderr


def test_set_up_is_not_done_twice(root: Path, tmp_path: Path) -> None:
    ready = tmp_path / "venv" / ".ready"
    ready.parent.mkdir()
    ready.touch()
    assert "-m venv" not in make(root, "--dry-run", "check", f"VENV={ready.parent}").stdout
    lock = make(root, "--dry-run", "check", f"VENV={ready.parent}", "--what-if=requirements.lock")
    assert "-m venv" in lock.stdout
