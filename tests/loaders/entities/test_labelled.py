"""The half of the labelled sentences on which the rules are tuned: it must not get worse again."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from loaders.entities import passage
from loaders.entities.nouns import Plain

LABELLED = Path(__file__).resolve().parents[3] / "benchmarks" / "labelled.py"


@pytest.fixture(scope="module")
def labelled():
    spec = spec_from_file_location("labelled", LABELLED)
    module = module_from_spec(spec)
    sys.modules["labelled"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["labelled"]


def rates(tally):
    return tally.hit / (tally.hit + tally.false), tally.hit / (tally.hit + tally.missed)


def test_each_record_belongs_to_one_half(labelled):
    tuning, unread = ({each["id"] for each in half} for half in (labelled.tuning(), labelled.unread()))
    assert not tuning & unread
    assert len(tuning) + len(unread) >= 200
    assert min(len(tuning), len(unread)) >= 100


@pytest.mark.parametrize(("splitter", "precision", "recall"), [(None, 0.97, 0.97), (Plain, 0.94, 0.85)])
def test_partners_of_the_tuning_half(labelled, monkeypatch, splitter, precision, recall):
    if splitter:
        monkeypatch.setattr(passage, "splitter", splitter)
    score = labelled.score(labelled.tuning())
    found = rates(score.kinds["partner"])
    assert found[0] >= precision
    assert found[1] >= recall
    assert score.other["trap as partner"] == 0
    assert score.other["partner for group"] == 0


def test_the_unread_half_is_never_listed(labelled, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["labelled.py", "--half", "unread", "--errors"])
    with pytest.raises(SystemExit, match="unread half"):
        labelled.main()


def test_roles_of_the_tuning_half(labelled):
    score = labelled.score(labelled.tuning())
    right, wrong = score.roles["partner role right"], score.roles["partner role wrong"]
    assert right / (right + wrong) >= 0.9
    assert sum(tally.hit + tally.false for tally in score.told.values()) == right + wrong
