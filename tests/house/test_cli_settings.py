"""Language, settings, help, and the page that describes the commands."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import tsunagu as package
from tsunagu.commands.app import app


def commands(command: Any, path: str = "tsunagu") -> Iterator[tuple[str, Any]]:
    """Yield every command with its name in full; groups only hold commands."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name, each in inner.items():
        yield from commands(each, f"{path} {name}")


COMMANDS = dict(commands(get_command(app)))


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, str]:
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `([^`]+)`$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name: str, sections: dict[str, str]) -> None:
    headings = {re.split(r" (?=[A-Z\[])", heading)[0]: heading for heading in sections}
    assert name in headings
    heading, section = headings[name], sections[headings[name]]
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "argument":
            assert (
                parameter.make_metavar_text() in heading if hasattr(parameter, "make_metavar_text") else True
            )
            continue
        for option in parameter.opts:
            assert f"`{option}" in section, f"{name} {option}"


def test_the_page_describes_no_other_command(sections: dict[str, str]) -> None:
    assert {re.split(r" (?=[A-Z\[])", heading)[0] for heading in sections} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str, tsunagu: Callable) -> None:
    ended = tsunagu(*name.split()[1:], "--help")
    assert ended.status == 0
    assert ended.err == ""
    assert COMMANDS[name].help
    assert all(parameter.help for parameter in COMMANDS[name].params)


@pytest.mark.parametrize(("language", "word"), [("ja", "読み取った"), ("en", "what was read")])
def test_help_is_in_the_language_of_the_user(language: str, word: str, root: Path) -> None:
    environment = {**os.environ, "TSUNAGU_LANG": language, "PYTHONPATH": str(root), "COLUMNS": "200"}
    command = [sys.executable, "-m", "tsunagu", "read", "--help"]
    ended = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert word in ended.stdout.decode()
    assert ended.stderr == b""


def test_version(tsunagu: Callable) -> None:
    assert tsunagu("--version").out == f"tsunagu {package.__version__}\n"


@pytest.mark.parametrize("words", [(), ("queries",), ("releases",), ("city",)])
def test_a_bare_group_shows_its_help(tsunagu: Callable, words: tuple[str, ...]) -> None:
    ended = tsunagu(*words)
    assert ended.status == 2
    assert "--help" in ended.out + ended.err


@pytest.mark.parametrize(
    "words", [("reed", "x"), ("read",), ("read", "a", "b"), ("serve", "--port", "70000")]
)
def test_wrong_usage_is_status_2(tsunagu: Callable, words: tuple[str, ...]) -> None:
    ended = tsunagu(*words)
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err


def test_a_wrong_setting_is_named(tsunagu: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_QUERY_TIMEOUT", "soon")
    ended = tsunagu("city", "list")
    assert ended.status == 2
    assert "query_timeout" in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(("text", "word"), [("lang = [", "tsunagu.toml"), ('tongue = "ja"', "tongue")])
def test_a_wrong_settings_file(tsunagu: Callable, tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "tsunagu.toml").write_text(text, encoding="utf-8")
    ended = tsunagu("city", "list")
    assert ended.status == 2
    assert word in ended.err


def test_the_file_chooses_the_language(
    tsunagu: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tsunagu.toml").write_text('lang = "en"', encoding="utf-8")
    monkeypatch.delenv("TSUNAGU_LANG")
    ended = tsunagu("read", "nowhere.txt")
    monkeypatch.setenv("TSUNAGU_LANG", "en")  # what the command set is undone with this
    assert "cannot be opened" in ended.err


def test_a_terminal_without_japanese(root: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(root), "TSUNAGU_LANG": "en"}
    command = [sys.executable, "-m", "tsunagu", "city", "list"]
    ended = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert b"yuino" in ended.stdout
    assert b"?" in ended.stdout
