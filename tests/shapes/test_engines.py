"""Whatever engine of SHACL is chosen, the same is found, said in the same words and at the same places."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SH

from core.errors import UsageError
from core.extras import COMPILED
from core.settings import Settings
from loaders.cities.find import cities
from loaders.extract import extract
from loaders.triples import register_graph, sheet_graph
from ontology.terms import TNG
from shapes import compiled as module
from shapes.compiled import compiled
from shapes.engines import ENGINES, results
from shapes.interpreted import interpreted
from shapes.report import as_text
from shapes.rules import BASE, Rules, rules
from shapes.validate import validate_city_lines

HERE = Path(__file__).parent
VALID = sorted(HERE.glob("*/*/valid-*.ttl"))
INVALID = sorted(HERE.glob("*/*/invalid-*.ttl"))
BOTH = ("ja", "en")


def named(path: Path) -> str:
    return str(path.relative_to(HERE).with_suffix(""))


@pytest.fixture
def with_shacl(library: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    library("shacl", COMPILED)
    monkeypatch.setenv("TSUNAGU_SHACL_ENGINE", "shacl")


def test_without_a_setting_it_is_pyshacl() -> None:
    assert Settings().shacl_engine == "pyshacl"
    assert ENGINES["pyshacl"] is interpreted


# The approved reports are what pySHACL finds: test_examples.py holds it to them.


@pytest.mark.usefixtures("with_shacl")
@pytest.mark.parametrize("path", VALID, ids=named)
def test_nothing_is_found_in_a_valid_example(path: Path, example_at: Callable[[Path], Any]) -> None:
    assert example_at(path).findings(path.parts[-3]) == ()


@pytest.mark.usefixtures("with_shacl")
@pytest.mark.parametrize("path", INVALID, ids=named)
def test_an_invalid_example_leads_to_the_approved_report(
    path: Path, example_at: Callable[[Path], Any]
) -> None:
    findings = example_at(path).findings(path.parts[-3])
    assert "\n".join(as_text(findings, each) for each in BOTH) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.usefixtures("with_shacl")
def test_a_whole_sheet_with_faults_is_told_the_same(root: Path) -> None:
    city = cities()["yuino"]
    path = root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt"
    whole = sheet_graph(extract(path, cities()), city) + register_graph(city)
    for told in (TNG.evidence, TNG.fiscalYear, TNG.surface):
        whole.remove((None, told, None))
    found = {(each.rule, each.focus, each.value) for each in compiled(whole, rules("sheet"))}
    assert found == {(each.rule, each.focus, each.value) for each in interpreted(whole, rules("sheet"))}
    assert len(found) > 100


@pytest.mark.usefixtures("with_shacl")
def test_a_city_told_in_lines_is_checked_by_it_too(base: Any) -> None:
    whole = base.whole()
    whole.remove((None, RDF.type, TNG.Department))
    lines = whole.serialize(format="nt", encoding="utf-8").splitlines()
    assert {each.shape for each in validate_city_lines(lambda: lines)} == {
        "city-change-after",
        "city-change-before",
    }


@pytest.mark.usefixtures("with_shacl")
def test_values_keep_their_language_and_type() -> None:
    shape, thing = URIRef(f"{BASE}a-rule"), URIRef("urn:thing")
    graph, shapes = Graph(), Graph()
    values = {Literal('花\n"壇"', lang="ja"), Literal("花"), Literal("7", datatype=URIRef("urn:own"))}
    for value in values:
        graph.add((thing, TNG.text, value))
    for predicate, told in (
        *((RDF.type, SH.PropertyShape), (SH.targetNode, thing), (SH.path, TNG.text)),
        *((SH.nodeKind, SH.IRI), (SH.severity, SH.Violation)),
    ):
        shapes.add((shape, predicate, told))
    found = results(graph, Rules(shapes))
    assert {(each.focus, each.value) for each in found} == {(thing, value) for value in values}


def test_without_the_extra_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, extra: str) -> Any:
        raise UsageError("extra-missing", library=name, extra=extra, reason="not here")

    module._shapes.cache_clear()
    monkeypatch.setattr(module, "extra", missing)
    monkeypatch.setenv("TSUNAGU_SHACL_ENGINE", "shacl")
    with pytest.raises(UsageError, match=r"\.\[compiled\]"):
        results(Graph(), rules("links"))
