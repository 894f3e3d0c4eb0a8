"""Publishing a release to a server: graph by graph, so that it goes on where it was stopped.

Each named graph is sent, read back and compared; then it is remembered (`graph.remote.state`) and not
sent again until it changes. The merge of them all is sent in parts. It goes to the server's default
graph; where that is the union of the named graphs (Virtuoso, GraphDB, Neptune), it goes to a graph
of its own, which then is asked in place of the default graph, so that nothing counts twice
(decision 0002). A graph that the release has no more is removed, and no other graph is touched.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import UsageError
from graph.fragments import Fragment, merged
from graph.release import Release
from graph.remote.check import count, counts, graph_problem, merge_problem
from graph.remote.client import RemoteStore, in_parts
from graph.remote.engines import MERGE, TRIAL
from graph.remote.state import State, alone, read_state, write_state

PART = 20_000
"""Triples of the merge that are sent at once: three or four megabytes."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """How far a publication is: `done` of `total` in this step."""

    step: Literal["graphs", "merge"]
    done: int
    total: int
    name: str = ""


Report = Callable[[Pushed], None]


def publish(
    release: Release, remote: RemoteStore, home: Path, report: Report, merge_in: str | None = None
) -> list[str]:
    """Bring a release to a server and compare; return what is wrong there, nothing when all is well.

    `merge_in` names the graph of the merge; without it a trial shows whether one is needed.
    `EndpointError` where the server stops it: then the next call goes on from there.
    """
    with alone(home, remote.endpoint.query):
        state = read_state(home, remote.endpoint.query) or State(remote.endpoint.query)
        return _Publication(release, remote, home, report, state).run(merge_in)


def verify(release: Release, remote: RemoteStore, home: Path, report: Report) -> list[str]:
    """Compare a release with a server, all of it anew, and change nothing."""
    state = read_state(home, remote.endpoint.query)
    if state is None or state.merge_in is None:
        raise UsageError("endpoint-nothing", address=remote.endpoint.query)
    fragments = _fragments(release)
    problems = []
    for number, fragment in enumerate(fragments, 1):
        problems.append(graph_problem(remote, fragment))
        report(Pushed("graphs", number, len(fragments), fragment.graph))
    problems.append(merge_problem(remote, state.merge_in, fragments, release.manifest.merged))
    return [problem for problem in problems if problem]


class _Publication:
    """One run. Whatever is done is remembered at once."""

    def __init__(
        self, release: Release, remote: RemoteStore, home: Path, report: Report, state: State
    ) -> None:
        self._release = release
        self._remote = remote
        self._home = home
        self._report = report
        self._state = state
        self._fragments = _fragments(release)

    def run(self, merge_in: str | None) -> list[str]:
        state = self._state
        self._settle(merge_in)
        there = counts(self._remote)
        state.server = self._remote.server
        if state.release != self._release.id:
            state.release = ""
            self._remember()
        problems = [problem for problem in self._graphs(there) if problem]
        problem = self._merge()
        problems += [problem] if problem else []
        state.release = "" if problems else self._release.id
        self._remember()
        return problems

    def _settle(self, given: str | None) -> None:
        """Decide where the merge goes, once for each server."""
        state = self._state
        if state.merge_in is None:
            state.merge_in = self._trial() if given is None else given
            if not state.merge_in and count(self._remote, "") not in (0, self._release.manifest.merged):
                raise UsageError("endpoint-not-empty", address=state.endpoint)
        elif given is not None and given != state.merge_in:
            raise UsageError("endpoint-merge-other", address=state.endpoint, graph=state.merge_in or "—")

    def _trial(self) -> str:
        """Put a triple into a graph: whether the default graph shows it tells what that graph is."""
        self._remote.replace(TRIAL, b"<%s> <%s> <%s> .\n" % ((TRIAL.encode(),) * 3))
        shown = self._remote.rows(f"SELECT ?s WHERE {{ ?s <{TRIAL}> ?o }}")
        self._remote.drop(TRIAL)
        return MERGE if shown else ""

    def _graphs(self, there: dict[str, int]) -> list[str | None]:
        """Send what is not there, take away what does not belong there any more."""
        total = len(self._fragments)
        problems = []
        for number, fragment in enumerate(self._fragments, 1):
            problems.append(self._graph(fragment, there.get(fragment.graph, 0)))
            self._report(Pushed("graphs", number, total, fragment.graph))
        wanted = {fragment.graph for fragment in self._fragments}
        for gone in sorted(self._state.graphs.keys() - wanted):
            self._interrupt()
            self._remote.drop(gone)
            del self._state.graphs[gone]
            self._remember()
        return problems

    def _graph(self, fragment: Fragment, there: int) -> str | None:
        known = self._state.graphs
        counted = there == fragment.count
        if counted and known.get(fragment.graph) == fragment.sha256:
            return None
        problem: str | None = ""
        if counted and fragment.graph not in known:  # somebody else may have brought it, as it should be
            problem = graph_problem(self._remote, fragment)
        if problem is not None:
            known.pop(fragment.graph, None)
            self._interrupt()
            self._remote.replace(fragment.graph, b"\n".join(fragment.triples()) + b"\n")
            problem = graph_problem(self._remote, fragment)
        if problem is None:
            known[fragment.graph] = fragment.sha256
            self._remember()
        return problem

    def _merge(self) -> str | None:
        """Send the parts of the merge that are not there, and compare."""
        state, expected = self._state, self._release.manifest.merged
        name = state.merge_in or ""
        parts = -(-expected // PART)
        checksum = _checksum(self._fragments)
        whole = state.merge == checksum and state.parts == parts
        if not whole or count(self._remote, name) != expected:
            if state.merge != checksum or state.parts == parts:
                state.merge, state.parts = checksum, 0
            self._interrupt()
            self._send_parts(name, parts)
        problem = merge_problem(self._remote, name, self._fragments, expected)
        if problem:
            state.parts = 0
        return problem

    def _send_parts(self, name: str, total: int) -> None:
        for number, part in enumerate(in_parts(merged(self._fragments), PART)):
            if number >= self._state.parts:
                send = self._remote.add if number else self._remote.replace
                send(name, part)
                self._state.parts = number + 1
                self._remember()
            self._report(Pushed("merge", number + 1, total))

    def _interrupt(self) -> None:
        """Note that the server holds no whole release, before anything changes there."""
        if self._state.release:
            self._state.release = ""
            self._remember()

    def _remember(self) -> None:
        write_state(self._home, self._state)


def _fragments(release: Release) -> list[Fragment]:
    """Return the named graphs that hold something; a server knows no empty ones."""
    found = map(release.fragment, release.manifest.graph_files())
    return [fragment for fragment in found if fragment.count]


def _checksum(fragments: list[Fragment]) -> str:
    """Return what is another value whenever the merge is another one."""
    return hashlib.sha256("\n".join(sorted(each.sha256 for each in fragments)).encode()).hexdigest()
