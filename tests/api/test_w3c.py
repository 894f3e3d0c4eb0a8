"""The W3C tests of SPARQL 1.1 queries, over HTTP, in every format of rows.

All data files stand in one store, each as a named graph, and a request names those of its test. What
the engine does differently is listed in `docs/sparql.md`, with the reason; nothing else may differ.
"""

import csv
import io
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF

from core.settings import Settings
from graph.manifest import MANIFEST, Manifest

pytestmark = pytest.mark.slow

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Rows = list[dict[str, Term]]
Bag = Counter[frozenset[tuple[str, str]]]
BASE = "http://suite.example/"
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RESULT_SET = b"rs:ResultSet"
NOTHING = "urn:nothing"
ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
BESIDE = {"json": "jsonld", "xml": "ttl", "csv": "nt", "tsv": "ttl"}
"""The format of graphs that is tested with each format of rows."""

RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")}
TRUTH = "http://www.w3.org/2001/XMLSchema#boolean"
EVALUATION = (MF.QueryEvaluationTest, MF.CSVResultFormatTest)
SYNTAX = {MF.PositiveSyntaxTest11: True, MF.NegativeSyntaxTest11: False}
REACHED_BY_THE_ENGINE = 224


@dataclass(frozen=True)
class W3c:
    """One test: its folder and name, its kind, and the files that it names."""

    name: str
    kind: URIRef
    query: Path
    default: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None


@dataclass(frozen=True)
class Suite:
    """The folder, its tests, and a server that holds their data."""

    folder: Path
    tests: tuple[W3c, ...]
    client: httpx.Client

    def ask(self, test: W3c, format_: str) -> httpx.Response:
        base = iri(self.folder, test.query)
        params = [("format", format_)] if format_ else []
        if b"FROM" not in test.query.read_bytes():
            default = [iri(self.folder, path) for path in test.default] or [NOTHING]
            params += [("default-graph-uri", each) for each in default]
            params += [("named-graph-uri", iri(self.folder, path)) for path in test.named]
        return self.client.post(
            "/sparql",
            params=params,
            content=f"BASE <{base}>\n".encode() + test.query.read_bytes(),
            headers={"Content-Type": "application/sparql-query", "Accept": "application/json"},
        )


def iri(folder: Path, path: Path) -> str:
    return BASE + str(path.relative_to(folder))


def every_test(folder: Path) -> Iterator[W3c]:
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        graph = Graph().parse(data=manifest.read_text("utf-8"), format="turtle", publicID=manifest.as_uri())
        for entries in graph.objects(None, MF.entries):
            for test in Collection(graph, entries):
                yield from read(graph, test, manifest.parent)


def read(graph: Graph, test: URIRef, folder: Path) -> Iterator[W3c]:
    kind, action, result = (graph.value(test, each) for each in (RDF.type, MF.action, MF.result))
    if kind not in (*EVALUATION, *SYNTAX):
        return

    def files(predicate: URIRef) -> tuple[Path, ...]:
        return tuple(sorted(folder / Path(str(each)).name for each in graph.objects(action, predicate)))

    query = folder / Path(str(action if kind in SYNTAX else graph.value(action, QT.query))).name
    yield W3c(
        name=f"{folder.name}/{str(test).rpartition('#')[2]}",
        kind=kind,
        query=query,
        default=files(QT.data),
        named=files(QT.graphData),
        result=folder / Path(str(result)).name if result else None,
    )


@pytest.fixture(scope="module")
def suite(
    shared: Path,
    settings: Settings,
    serve: Callable[[Settings], AbstractContextManager[httpx.Client]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Suite]:
    folder = shared / "suites" / "sparql11"
    tests = tuple(every_test(folder))
    home = tmp_path_factory.mktemp("w3c") / "home"
    release = home / "releases" / "0001-w3c"
    release.mkdir(parents=True)
    store = ox.Store(str(release / "store"))
    for path in sorted({path for test in tests for path in (*test.default, *test.named)}):
        graph = iri(folder, path)
        format_ = ox.RdfFormat.from_extension(path.suffix[1:])
        store.load(path.read_bytes(), format=format_, base_iri=graph, to_graph=ox.NamedNode(graph))
    store.flush()
    del store
    manifest = Manifest("0001-w3c", "", "", None, (), (), {}, 0, {})
    (release / MANIFEST).write_bytes(manifest.as_json())
    (home / "current").write_text("0001-w3c\n")
    # The workers of other tests are stopped soon; here nothing runs away, and the machine may be busy.
    with serve(settings.model_copy(update={"home": home, "query_timeout": 30.0})) as client:
        yield Suite(folder, tests, client)
    shutil.rmtree(home)


def canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Name blank nodes alike."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def by_value(term: Term) -> Term:
    """Write a number or a truth in one way: 1.0 and 1 are the same decimal."""
    if not isinstance(term, ox.Literal):
        return term
    if term.datatype.value == TRUTH:
        return ox.Literal({"0": "false", "1": "true"}.get(term.value, term.value), datatype=term.datatype)
    if term.datatype.value not in NUMBERS:
        return term
    exact = term.datatype.value.endswith(("integer", "decimal"))
    try:
        value = str(Decimal(term.value).normalize()) if exact else repr(float(term.value))
    except ArithmeticError:
        return term
    return ox.Literal(value, datatype=term.datatype)


def read_rows(data: bytes, format_: ox.QueryResultsFormat) -> Rows | bool:
    results = ox.parse_query_results(data, format=format_)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return [{name: by_value(row[name]) for name in names if row[name] is not None} for row in results]


def read_result_set(data: bytes, base: str) -> Rows:
    """Read rows that are written as a graph."""
    graph = Graph().parse(data=data, format="turtle", publicID=base)
    return [
        {
            str(graph.value(binding, RS.variable)): by_value(term(graph.value(binding, RS.value)))
            for binding in graph.objects(solution, RS.binding)
        }
        for solution in graph.objects(None, RS.solution)
    ]


def term(node: object) -> Term:
    """Return a node of rdflib as one of the engine."""
    assert isinstance(node, URIRef | Literal)
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return ox.Literal(str(node), datatype=datatype, language=node.language)


def exact(rows: Rows) -> set[ox.Quad]:
    """Return rows as a graph in which each row is blank, so that equal means: the same bag of rows."""
    quads = []
    for number, row in enumerate(rows):
        here = ox.BlankNode(f"row{number}")
        quads.append(ox.Quad(here, ox.NamedNode("urn:is"), ox.NamedNode("urn:row")))
        quads += [ox.Quad(here, ox.NamedNode(f"urn:{name}"), value) for name, value in row.items()]
    return canonical(quads)


def as_csv(rows: Rows) -> Bag:
    """Return rows as CSV shows them."""
    return Counter(
        frozenset(
            (name, "_:" if isinstance(value, ox.BlankNode) else shown(value.value))
            for name, value in row.items()
        )
        - {(name, "") for name in row}
        for row in rows
    )


def read_csv(text: str) -> Bag:
    names, *lines = csv.reader(io.StringIO(text))
    return Counter(
        frozenset((name, shown(value)) for name, value in zip(names, line, strict=bool(line)) if value)
        for line in lines
    )


def shown(value: str) -> str:
    """Write a value of CSV in one way: nothing says that 1 is a number, and blank nodes have any name."""
    if value.startswith("_:"):
        return "_:"
    try:
        return str(Decimal(value).normalize())
    except ArithmeticError:
        return value


def graphs_agree(got: bytes, format_: str, expected: bytes) -> bool:
    one = canonical(ox.parse(got, format=GRAPHS[format_], base_iri=BASE))
    return one == canonical(ox.parse(expected, format=ox.RdfFormat.TURTLE, base_iri=BASE))


def rows_agree(got: bytes, format_: str, expected: Rows | Bag | bool) -> bool:
    if isinstance(expected, bool):
        said = got.decode() == "true" if format_ == "csv" else read_rows(got, ROWS[format_])
        return said is expected
    if format_ == "csv":
        return read_csv(got.decode()) == (expected if isinstance(expected, Counter) else as_csv(expected))
    rows = read_rows(got, ROWS[format_])
    assert not isinstance(rows, bool)
    return as_csv(rows) == expected if isinstance(expected, Counter) else exact(rows) == exact(expected)


def agrees(suite: Suite, test: W3c, format_: str) -> bool:
    """Tell whether the answer is the one of the suite."""
    assert test.result is not None
    expected, suffix = test.result.read_bytes(), test.result.suffix
    if suffix == ".ttl" and RESULT_SET not in expected:
        response = suite.ask(test, BESIDE[format_])
        return response.status_code == 200 and graphs_agree(response.content, BESIDE[format_], expected)
    rows: Rows | Bag | bool
    if suffix == ".ttl":
        rows = read_result_set(expected, iri(suite.folder, test.result))
    elif suffix == ".csv":
        rows = read_csv(expected.decode())
    else:
        rows = read_rows(expected, RESULTS[suffix])
    response = suite.ask(test, format_)
    return response.status_code == 200 and rows_agree(response.content, format_, rows)


def listed(root: Path) -> set[str]:
    """Return the tests that the documentation lists as differences."""
    text = (root / "docs" / "sparql.md").read_text("utf-8").partition("| test |")[2]
    return set(re.findall(r"`((?:[a-z-]+)/[\w.-]+)`", text))


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_answers_are_those_of_the_suite(suite: Suite, root: Path, format_: str) -> None:
    tests = [test for test in suite.tests if test.kind in EVALUATION]
    differ = {test.name for test in tests if not agrees(suite, test, format_)}
    assert differ <= listed(root)
    assert len(tests) - len(differ) >= REACHED_BY_THE_ENGINE


def test_every_listed_difference_is_one(suite: Suite, root: Path) -> None:
    known = [test for test in suite.tests if test.name in listed(root)]
    assert len(known) == len(listed(root))
    assert [test.name for test in known if agrees(suite, test, "json")] == []


def test_what_is_sparql_is_read_and_what_is_not_is_refused(suite: Suite) -> None:
    tests = [test for test in suite.tests if test.kind in SYNTAX]
    wrong = {test.name for test in tests if is_sparql(suite.ask(test, "")) != SYNTAX[test.kind]}
    assert wrong == set()
    assert len(tests) > 80


def is_sparql(response: httpx.Response) -> bool:
    """Tell whether a query was read. One that calls a function that nobody knows is refused, but read."""
    return response.status_code == 200 or response.json()["key"] == "query-function-unknown"
