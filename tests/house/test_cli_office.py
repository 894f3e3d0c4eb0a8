"""`tsunagu serve --office`: what it refuses before it opens. That it serves is tried in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_it_is_not_opened_on_every_address(tsunagu: Callable, host: str) -> None:
    ended = tsunagu("serve", "--office", "--host", host)
    assert ended.status == 2
    assert "--host" in ended.err
    assert ended.out == ""


def test_a_token_that_can_be_guessed(tsunagu: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_OFFICE_TOKEN", "himitsu")
    ended = tsunagu("serve", "--office")
    assert ended.status == 2
    assert "at least 16 characters" in ended.err
    assert "himitsu" not in ended.err


def test_a_wrong_city_folder_is_told_at_once(tsunagu: Callable, tmp_path: Path) -> None:
    ended = tsunagu("serve", "--office", "--cities", tmp_path / "nowhere")
    assert ended.status == 2
    assert "nowhere" in ended.err
