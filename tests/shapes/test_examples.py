"""The rules, held against examples in which they hold and in which they do not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from shapes.report import as_text
from shapes.rules import name_of, rules

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KINDS = ("sheet", "city", "links")
FILES = [
    path.relative_to(ROOT / "shapes") for kind in KINDS for path in (ROOT / "shapes" / kind).glob("*.ttl")
]
VALID = sorted(HERE.glob("*/*/valid-*.ttl"))
INVALID = sorted(HERE.glob("*/*/invalid-*.ttl"))


def named(path: Path) -> str:
    return str(path.relative_to(HERE).with_suffix(""))


def names_in(path: Path) -> set[str]:
    """Return the names of the rules in one file."""
    graph = Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    return {name_of(str(rule)) for rule in graph.subjects(SH.severity)}


def focus_nodes(data: Graph, shapes: Graph, rule: Node) -> set[Node]:
    """Return what a rule is about, as SHACL defines it."""
    found: set[Node] = set(shapes.objects(rule, SH.targetNode))
    for each in shapes.objects(rule, SH.targetClass):
        found |= set(data.subjects(RDF.type, each))
    for each in shapes.objects(rule, SH.targetSubjectsOf):
        found |= set(data.subjects(each))
    for each in shapes.objects(rule, SH.targetObjectsOf):
        found |= set(data.objects(None, each))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_everything_holds_in_the_base(kind: str, base: Any) -> None:
    assert base.findings(kind) == ()


@pytest.mark.parametrize("path", VALID, ids=named)
def test_nothing_is_found_in_a_valid_example(path: Path, example_at: Callable[[Path], Any]) -> None:
    assert example_at(path).findings(path.parts[-3]) == ()


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_an_invalid_example_leads_to_its_report(
    path: Path, example_at: Callable[[Path], Any], golden: Callable[[Path, str], None]
) -> None:
    findings = example_at(path).findings(path.parts[-3])
    own = names_in(ROOT / "shapes" / path.parts[-3] / f"{path.parent.name}.ttl")
    assert own & {finding.shape for finding in findings}, "no rule of this file is broken"
    golden(path.with_suffix(".txt"), "\n".join(as_text(findings, language) for language in ("ja", "en")))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_file_of_rules_has_examples(file: Path) -> None:
    folder = HERE / file.with_suffix("")
    assert list(folder.glob("valid-*.ttl"))
    assert list(folder.glob("invalid-*.ttl"))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_rule_is_broken_by_an_example(file: Path) -> None:
    reports = [path.read_text(encoding="utf-8") for path in (HERE / file.with_suffix("")).glob("*.txt")]
    unbroken = {
        name for name in names_in(ROOT / "shapes" / file) if not any(f"[{name}]" in r for r in reports)
    }
    assert unbroken == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_is_about_something_in_the_base(kind: Any, base: Any) -> None:
    shapes, data = rules(kind).graph, base.whole()
    idle = {rule for rule in shapes.subjects(SH.severity) if not focus_nodes(data, shapes, rule)}
    assert idle == set()
