"""The example city, served by the command on a free port."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the example city's pages, without a slash at its end."""
    home = tmp_path_factory.mktemp("site") / "home"
    environment = {**os.environ, "TSUNAGU_HOME": str(home), "TSUNAGU_LANG": "en"}
    command = [sys.executable, "-m", "tsunagu"]
    sheets = sorted(map(str, root.glob("examples/*/*.txt")))
    subprocess.run([*command, "build", *sheets], cwd=root, env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"], cwd=root, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        said = server.stderr.readline()
        address = re.search(r"http://[\d.:]+", said)
        assert address, said + server.stderr.read()
        yield address[0]
    finally:
        server.send_signal(signal.SIGINT)
        status = server.wait(timeout=30)
        said = server.stderr.read()
        server.stderr.close()
    assert status == 0, "Ctrl-C is how serving ends, not an error"
    assert said == "", "the server had nothing to complain of"
