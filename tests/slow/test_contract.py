"""Every address of the OpenAPI description does what that says, whatever it is asked.

schemathesis makes the requests, right ones and wrong ones, the same each time. A machine without it
skips this and says so; in CI that is a failure.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EXAMPLES = 12
"""Right requests to each address, beside those that schemathesis derives from each limit."""

LEAST = 1000
"""Requests that it makes at least."""


def test_the_api_does_what_its_description_says(
    tried_site: str, program: Callable[[str, str], str], tmp_path: Path
) -> None:
    command = [
        *(program("schemathesis", "pip install schemathesis"), "--no-color"),
        *("--config-file", str(Path(__file__).with_name("schemathesis.toml"))),
        *("run", f"{tried_site}/api/openapi.json", "--max-examples", str(EXAMPLES)),
        *("--seed", "1", "--generation-deterministic"),
    ]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True, timeout=280)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    tried = re.search(r"([0-9]+) generated, \1 passed", ended.stdout)
    assert tried, ended.stdout
    assert int(tried[1]) > LEAST
