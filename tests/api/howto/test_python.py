"""The Python of the how-tos runs, and the notebook shows what it shows when it is run.

`make golden` puts what the cells show now into the notebook.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Shown = Callable[[list[str]], list[dict[str, str]]]


def test_the_page_runs(code: Callable[[str], list[str]], shown: Shown) -> None:
    blocks = code("python")
    said = shown(blocks)
    assert len(blocks) == len(said) == 5
    assert all(each["printed"].strip() for each in said)
    assert "Empty" not in str(said)
    assert "NPO法人ゆいのえんがわ" in said[-1]["printed"]


def test_the_notebook_shows_what_it_says(
    notebook_file: Path, shown: Shown, golden: Callable[[Path, str], None]
) -> None:
    told = json.loads(notebook_file.read_text("utf-8"))
    cells = [each for each in told["cells"] if each["cell_type"] == "code"]
    said = shown(["".join(each["source"]) for each in cells])
    for number, (cell, each) in enumerate(zip(cells, said, strict=True), 1):
        cell["execution_count"] = number
        cell["outputs"] = outputs(number, each)
    assert sum(bool(cell["outputs"]) for cell in cells) == len(cells) - 1
    golden(notebook_file, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def outputs(number: int, said: dict[str, str]) -> list[dict[str, Any]]:
    """Return what a cell shows, as the format of notebooks (4.5) wants it."""
    assert not said["printed"], "a notebook shows the value of the last line"
    if not said["value"]:
        return []
    text = {"text/plain": said["value"].splitlines(keepends=True)}
    return [{"output_type": "execute_result", "execution_count": number, "data": text, "metadata": {}}]
