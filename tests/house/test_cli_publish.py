"""`tsunagu publish` and `serve --endpoint` say what is missing, and never the password."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.release import Release

NOBODY = "http://127.0.0.1:9/query"


@pytest.fixture(scope="module")
def built(example: Release) -> Path:
    """A home with the sheets of the example city."""
    return example.path.parents[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["publish"], "--to"),
        (["publish", "--to", "http://u:geheim@127.0.0.1:9/query"], "TSUNAGU_ENDPOINT_PASSWORD"),
        (["publish", "--to", "http://127.0.0.1:9/x"], "--gsp"),
        (["publish", "--to", NOBODY, "--merge-graph", "no iri"], "--merge-graph"),
        (["publish", "--to", NOBODY], NOBODY.replace("query", "store")),
        (["publish", "--to", NOBODY, "--check"], "tsunagu publish"),
        (["serve", "--endpoint", NOBODY], "tsunagu publish"),
    ],
)
def test_what_is_missing_is_told(
    tsunagu: Callable[..., Any], built: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.setenv("TSUNAGU_ENDPOINT_PASSWORD", "geheim")
    ended = tsunagu(*words, "--home", built)
    assert ended.status == 2
    assert said in ended.err
    assert "geheim" not in ended.err + ended.out
