"""The confidence of a link is what was measured, and what was measured is what the code does now."""

from pathlib import Path
from types import ModuleType

import pytest

from graph.years.write import measured


@pytest.fixture
def benchmark(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    import years

    return years


def test_the_published_confidence_is_the_measured_precision(benchmark: ModuleType) -> None:
    assert benchmark.CONFIDENCE.read_text("utf-8") == benchmark.confidence(benchmark.scores())
    assert {"same-title", "similar-title", "shared-content"} == set(measured())


def test_few_links_are_wrong_and_most_are_found_in_both_halves(benchmark: ModuleType) -> None:
    for half in benchmark.scores():
        assert half.wanted >= 20
        assert half.right.total() / half.found.total() >= 0.9
        assert half.right.total() / half.wanted >= 0.8
