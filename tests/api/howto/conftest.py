"""The how-tos of `docs/howto`, taken apart, and what runs their code against a real server."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.release import Release

SITE = "http://127.0.0.1:8000"
DEADLINE = 120
DIRECT = {"no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def place() -> str:
    """The site that the how-tos name."""
    return SITE


@pytest.fixture(scope="session")
def here(client: httpx.Client) -> Callable[[str], str]:
    """Return a text in which the server of the tests stands in the place of that site."""
    server = str(client.base_url).rstrip("/")
    return lambda text: text.replace(SITE, server)


@pytest.fixture(scope="session")
def notebook_file(root: Path) -> Path:
    """The path of the notebook."""
    return root / "docs" / "howto" / "first-steps.ipynb"


@pytest.fixture(scope="session")
def texts(notebook_file: Path) -> dict[str, str]:
    """All that a how-to says, by its name; of the notebook, what its cells say."""
    found = {path.stem: path.read_text("utf-8") for path in sorted(notebook_file.parent.glob("*.md"))}
    cells = json.loads(notebook_file.read_text("utf-8"))["cells"]
    return found | {notebook_file.stem: "\n".join("".join(each["source"]) for each in cells)}


@pytest.fixture(scope="session")
def code(texts: dict[str, str]) -> Callable[[str], list[str]]:
    """Return `code(language)`: the blocks of code in a language, in their order."""
    fences = [fence for text in texts.values() for fence in FENCE.findall(text)]
    return lambda language: [block for kind, block in fences if kind == language]


@pytest.fixture
def program_of(here: Callable[[str], str], example: Release, tmp_path: Path) -> Callable[..., str]:
    """Return `program_of(command, text)`: runs a program in an empty folder, and returns what it printed."""

    def run(command: list[str], text: str) -> str:
        home = str(example.path.parents[1])
        ended = subprocess.run(
            command,
            input=here(text),
            env={**os.environ, **DIRECT, "TSUNAGU_HOME": home, "LC_ALL": "C.UTF-8"},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=DEADLINE,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return run


@pytest.fixture
def shown(
    program_of: Callable[..., str], library: Callable[[str], Any]
) -> Callable[[list[str]], list[dict[str, str]]]:
    """Return `shown(cells)`: what cells of Python print and show. A warning is an error, as in all tests."""
    library("pandas")
    library("pyarrow")
    command = [sys.executable, "-W", "error", str(Path(__file__).with_name("cells.py"))]
    return lambda cells: list(json.loads(program_of(command, json.dumps(cells))))
