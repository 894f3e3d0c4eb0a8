"""A worker on a store of many files: it reads them all, and opens nothing else."""

import json
import resource
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from api.sparql import worker
from api.sparql.child import Child
from api.sparql.formats import named
from api.sparql.question import Question
from core.settings import Settings

TABLES_OPENED_AT_THE_START = 16
BATCHES = 24
BATCH = 10


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Numbers are sorted as they are, so each batch adds a table that is merged with no other."""
    folder = tmp_path_factory.mktemp("many") / "store"
    made = Store(str(folder))
    for batch in range(BATCHES):
        numbers = range(batch * BATCH, (batch + 1) * BATCH)
        lines = "".join(f"<urn:s:{number}> <urn:p> {number} .\n" for number in numbers)
        made.bulk_load(lines.encode(), format=RdfFormat.TURTLE)
    made.flush()
    assert len(list(folder.glob("*.sst"))) > TABLES_OPENED_AT_THE_START
    return folder


@pytest.mark.parametrize("pattern", ["?s ?p ?o", "?s <urn:p> ?o", "?s ?p ?o FILTER(?o >= 0)"])
def test_every_table_of_a_large_store_is_read(store: Path, settings: Settings, pattern: str) -> None:
    question = Question(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", named("json"))
    with Child(store, settings) as child:
        (row,) = json.loads(child.ask(question).body)["results"]["bindings"]
    assert int(row["n"]["value"]) == BATCHES * BATCH


@pytest.mark.parametrize(
    ("taken", "room"),
    [
        ({0: "in", 1: "out", 2: "err"}, 5),
        ({0: "in", 1: "out", 2: "err", 3: "a.sst", 4: "b.sst"}, 5),
        ({0: "in", 1: "out", 2: "err", 4: "a.sst"}, 5),
        ({0: "in", 1: "out", 2: "err", 9: "a.sst"}, 4),
    ],
)
def test_there_is_room_for_the_tables_that_are_not_open_and_for_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: dict[int, str], room: int
) -> None:
    set_to: list[tuple[int, int]] = []
    for name in ("a.sst", "b.sst"):
        (tmp_path / name).touch()
    places = {number: str(tmp_path / name) for number, name in taken.items()}
    monkeypatch.setattr(worker, "_open_files", lambda: places)
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: set_to.append(limits))
    worker._limit_files(tmp_path)
    assert set_to == [(room, room)]
