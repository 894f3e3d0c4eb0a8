"""Does a server hold a release? Counts, and hashes of what it gives back (`graph.remote.canon`)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from core.errors import EndpointError
from core.messages import say
from graph.fragments import Fragment, merged
from graph.remote.canon import fingerprint
from graph.remote.client import RemoteStore, iri_list
from graph.remote.engines import TRIAL, VALUES_AT_ONCE

_SAMPLE = 200
"""About how many things of the merge are looked at; each named graph is looked at whole."""

_COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_ABOUT = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { %s } ?s ?p ?o }"


def counts(remote: RemoteStore) -> dict[str, int]:
    """Return how many triples each named graph of a server has, whoever put it there."""
    return {
        row["g"].value: int(row["n"].value)
        for row in remote.rows(_COUNTS)
        if isinstance(row["g"], NamedNode) and isinstance(row["n"], Literal) and row["g"].value != TRIAL
    }


def count(remote: RemoteStore, merge_in: str) -> int:
    """Return how many triples the merge has."""
    (row,) = remote.rows(_COUNT, merge_in)
    if not isinstance(row["n"], Literal):
        raise EndpointError("endpoint-answer", address=remote.endpoint.query, reason="COUNT")
    return int(row["n"].value)


def graph_problem(remote: RemoteStore, fragment: Fragment) -> str | None:
    """Say what is wrong with a named graph of a server; None where it is the same."""
    found = _fingerprint(remote, [remote.graph(fragment.graph)])
    expected = fingerprint([b"\n".join(fragment.triples())])
    if found == expected:
        return None
    return say("published-graph-differs", graph=fragment.graph, expected=expected[0], found=found[0])


def merge_problem(
    remote: RemoteStore, merge_in: str, fragments: Sequence[Fragment], expected: int
) -> str | None:
    """Say what is wrong with the merge of a server: its count, and a sample of the things in it."""
    found = count(remote, merge_in)
    if found != expected:
        return say("published-merge-count", expected=expected, found=found)
    sample = dict(_sample(fragments, max(1, expected // _SAMPLE)))
    subjects = list(sample)
    for start in range(0, len(subjects), VALUES_AT_ONCE):
        asked = subjects[start : start + VALUES_AT_ONCE]
        there = remote.construct(_ABOUT % iri_list(asked), merge_in)
        if _fingerprint(remote, [there]) != fingerprint(sample[each] for each in asked):
            return say("published-merge-differs", first=asked[0], last=asked[-1])
    return None


def _sample(fragments: Sequence[Fragment], step: int) -> Iterator[tuple[str, bytes]]:
    """Yield things of the merge with all that is said of them: those that have each `step`th triple."""
    number = 0
    # The lines are sorted, so those about one thing stand together.
    for subject, lines in groupby(merged(fragments), key=lambda line: line.partition(b" ")[0]):
        said = list(lines)
        if -number % step < len(said):
            yield subject.decode().strip("<>"), b"".join(said)
        number += len(said)


def _fingerprint(remote: RemoteStore, ntriples: list[bytes]) -> tuple[int, str]:
    try:
        return fingerprint(ntriples)
    except SyntaxError as error:
        raise EndpointError("endpoint-answer", address=remote.endpoint.query, reason=error) from error
