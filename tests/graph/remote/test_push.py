"""Publishing: what is there afterwards, what is sent again, what is said when something is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from core.errors import EndpointError, HomeError, UsageError
from graph.release import Release, current
from graph.remote import push
from graph.remote.client import RemoteStore
from graph.remote.endpoint import Endpoint
from graph.remote.engines import MERGE
from graph.remote.login import Login
from graph.remote.push import Pushed, publish, verify
from graph.remote.state import alone, read_state, state_file

Send = Callable[..., list[str]]
NQ = RdfFormat.N_QUADS


def release_of(home: Path) -> Release:
    found = current(home)
    assert found is not None
    return found


def remote(server: Any, login: Login | None = None, **addresses: str) -> RemoteStore:
    address = f"{server.address}/query"
    return RemoteStore(Endpoint(address, **(addresses or {"graphs": f"{server.address}/store"})), login)


@pytest.fixture
def send(server: Any, built: Path) -> Send:
    """Publish the release of this test's home to its server."""

    def run(merge_in: str | None = None, seen: list[Pushed] | None = None, **addresses: str) -> list[str]:
        with remote(server, **addresses) as store:
            report = (seen if seen is not None else []).append
            return publish(release_of(built), store, built, report, merge_in)

    return run


def test_everything_stands_there(server: Any, built: Path, send: Send) -> None:
    seen: list[Pushed] = []
    assert send(seen=seen) == []
    release = release_of(built)
    expected = Store.read_only(str(release.store_path))
    assert set(server.store) == set(expected)
    assert [at.done for at in seen if at.step == "graphs"] == list(range(1, len(release.manifest.graphs) + 1))
    state = read_state(built, f"{server.address}/query")
    assert state is not None
    assert (state.release, state.merge_in) == (release.id, "")
    assert set(state.graphs) == set(release.manifest.graphs)


def test_a_second_time_nothing_is_sent(server: Any, send: Send) -> None:
    send()
    server.writes.clear()
    assert send() == []
    assert server.writes == []


def test_by_updates_alone(server: Any, built: Path, send: Send) -> None:
    assert send(update=f"{server.address}/update") == []
    assert set(server.writes) == {"UPDATE"}
    assert set(server.store) == set(Store.read_only(str(release_of(built).store_path)))


def test_a_union_gets_a_graph_for_the_merge(server: Any, built: Path, send: Send) -> None:
    server.union = True
    assert send() == []
    graphs = set(release_of(built).manifest.graphs)
    assert {graph.value for graph in server.store.named_graphs()} == {*graphs, MERGE}
    merge = server.store.quads_for_pattern(None, None, None, NamedNode(MERGE))
    assert sum(1 for _ in merge) == release_of(built).manifest.merged


def test_it_goes_on_where_it_was_stopped(
    server: Any, built: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "PART", 1000)
    graphs = len(release_of(built).manifest.graphs)
    server.most_writes = 2 + graphs + 3  # the trial, the graphs, three parts
    with pytest.raises(EndpointError) as stopped:
        send()
    assert stopped.value.key == "endpoint-refused"
    assert "満杯" in str(stopped.value)
    state = read_state(built, f"{server.address}/query")
    assert state is not None
    assert state.release == ""
    assert (len(state.graphs), state.parts) == (graphs, 3)
    server.most_writes = 10**6
    server.writes.clear()
    assert send() == []
    assert set(server.writes) == {"POST DEFAULT"}
    assert set(server.store) == set(Store.read_only(str(release_of(built).store_path)))


def test_what_changed_is_sent_and_what_is_gone_is_removed(
    server: Any, built: Path, send: Send, do_build: Any, sheets: list[Path]
) -> None:
    send()
    first = set(release_of(built).manifest.graphs)
    server.store.add_graph(NamedNode("urn:of:others"))
    server.writes.clear()
    do_build(*sheets[1:3], fresh=True)
    assert send() == []
    second = set(release_of(built).manifest.graphs)
    (gone,) = {graph for graph in first - second if "/graph/sheet/" in graph}
    assert f"DELETE <{gone}>" in server.writes
    assert {graph.value for graph in server.store.named_graphs()} == {*second, "urn:of:others"}


def test_a_graph_that_somebody_changed_is_sent_again(server: Any, built: Path, send: Send) -> None:
    send()
    graph = NamedNode(max(release_of(built).manifest.graphs))
    server.store.remove(next(server.store.quads_for_pattern(None, None, None, graph)))
    server.writes.clear()
    assert send() == []
    assert server.writes == [f"PUT {graph}"]


def test_what_somebody_else_brought_is_not_sent(server: Any, built: Path, send: Send) -> None:
    server.store.bulk_load(release_of(built).dump_path.read_bytes(), format=NQ)
    assert send() == []
    assert {write.split()[1] for write in server.writes} == {"<urn:tsunagu:trial>", "DEFAULT"}


def test_data_of_others_stays(server: Any, built: Path, send: Send) -> None:
    server.store.load(b"<urn:a> <urn:b> <urn:c> .", format=RdfFormat.N_TRIPLES)
    with pytest.raises(UsageError) as refused:
        send()
    assert refused.value.key == "endpoint-not-empty"
    assert send("urn:our:merge") == []
    assert sum(1 for _ in server.store.quads_for_pattern(None, None, None, DefaultGraph())) == 1
    with pytest.raises(UsageError) as other:
        send("urn:another")
    assert other.value.key == "endpoint-merge-other"


def test_verify_says_what_differs_and_changes_nothing(server: Any, built: Path, send: Send) -> None:
    with remote(server) as store, pytest.raises(UsageError):
        verify(release_of(built), store, built, lambda _: None)
    send()
    quad = next(server.store.quads_for_pattern(None, None, None, DefaultGraph()))
    server.store.remove(quad)
    server.writes.clear()
    with remote(server) as store:
        (problem,) = verify(release_of(built), store, built, lambda _: None)
    merged = release_of(built).manifest.merged
    assert str(merged) in problem
    assert str(merged - 1) in problem
    assert server.writes == []


def test_a_cut_answer_is_none(server: Any, built: Path, send: Send) -> None:
    server.extra = {"X-SPARQL-MaxRows": "3"}
    with pytest.raises(EndpointError) as cut:
        send()
    assert cut.value.key == "endpoint-cut"


def test_the_password_is_told_when_asked_and_stands_nowhere(server: Any, built: Path) -> None:
    server.password = "Basic dTpnZWhlaW0="  # u:geheim
    with remote(server, Login("u", "geheim")) as store:
        assert publish(release_of(built), store, built, lambda _: None) == []
    assert server.seen[0] == ""
    said = state_file(built, f"{server.address}/query").read_text(encoding="utf-8")
    assert "geheim" not in said
    with remote(server, Login("u", "wrong")) as store, pytest.raises(EndpointError) as refused:
        store.rows("SELECT * { }")
    assert refused.value.key == "endpoint-login"
    assert "wrong" not in str(refused.value)


def test_a_redirect_is_not_followed(server: Any) -> None:
    with RemoteStore(Endpoint(f"{server.address}/elsewhere")) as store, pytest.raises(EndpointError):
        store.rows("SELECT * { }")
    assert len(server.seen) == 1


def test_nobody_there(start: Callable[[], Any], built: Path) -> None:
    gone = start()
    address = f"{gone.address}/query"
    gone.shutdown()
    gone.server_close()
    with RemoteStore(Endpoint(address), seconds=5) as store, pytest.raises(EndpointError) as refused:
        store.rows("SELECT * { }")
    assert address in str(refused.value)


def test_two_at_once(server: Any, built: Path, send: Send) -> None:
    with alone(built, f"{server.address}/query"), pytest.raises(HomeError) as busy:
        send()
    assert busy.value.key == "endpoint-busy"


def test_a_damaged_state_is_told(server: Any, built: Path, send: Send) -> None:
    send()
    state_file(built, f"{server.address}/query").write_text("{", encoding="utf-8")
    with pytest.raises(HomeError) as damaged:
        send()
    assert damaged.value.key == "state-damaged"
