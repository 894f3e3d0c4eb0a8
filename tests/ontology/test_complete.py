"""Every own term is named, defined, shown by an example, sourced and tested; a test names those that are not.

`tests/api/test_vocabulary_used.py`: data uses them. `tests/shapes/test_terms.py`: rules speak of them.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from ontology.changes import changes, version
from ontology.described import KINDS, ONTOLOGY, Term, rule_of_change, terms
from ontology.terms import DCT, OWL, PREFIXES, RDFS, SKOS, TNG
from ontology.vocabulary import load

EXAMPLE_BASE = "https://w3id.org/tsunagu/id/"

NO_STANDARD_ABOVE = {
    *("cell", "changeKind", "codeSource", "confidence", "line", "lineEnd", "method", "page", "signs"),
    *("achievement", "delta", "indicator", "qualifier", "unitFactor"),
    *("firstYear", "fiscalYear", "form", "headName", "headTitle", "isPriority", "lastYear", "level"),
    *("possiblySame", "proposedPartner", "reading", "schedule", "surface"),
}
"""Properties for which no standard vocabulary has one that is wider and says what is meant."""


def lacking(found: Iterable[Term]) -> list[str]:
    return sorted({each.name for each in found})


def of_kind(*kinds: str) -> list[Term]:
    return [each for each in terms() if each.kind in kinds]


def test_every_term_has_its_words_in_both_languages() -> None:
    texts = ("label", "definition")
    words = [(each, getattr(each, text)) for each in terms() for text in texts]
    assert lacking(each for each, said in words if not (said.ja and said.en)) == []
    assert lacking(each for each in terms() if bool(each.note.ja) != bool(each.note.en)) == []
    kana = re.compile("[ぁ-んァ-ヶ一-龠]")
    assert lacking(each for each, said in words if not kana.search(said.ja) and said.ja != "%") == []
    assert lacking(each for each in terms() if kana.search(each.label.en)) == []


def test_every_definition_is_a_sentence_that_says_more_than_the_label() -> None:
    assert lacking(each for each in terms() if not each.definition.ja.endswith("。")) == []
    assert lacking(each for each in terms() if not each.definition.en.endswith((".", "。"))) == []
    assert lacking(each for each in terms() if each.definition.en.rstrip(".") == each.label.en) == []


def test_every_term_has_an_example_that_uses_it() -> None:
    assert lacking(each for each in terms() if len(each.examples) != 1) == []
    prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    graph = load()
    for term in terms():
        for example in term.examples:
            found = Graph().parse(data=prefixes + example, format="turtle", publicID=EXAMPLE_BASE)
            said = {node for triple in found for node in triple}
            scheme_of = set(graph.subjects(SKOS.inScheme, term.iri))
            assert term.iri in said or said & scheme_of, term.name


def test_every_term_says_where_it_comes_from() -> None:
    graph = load()
    assert lacking(each for each in terms() if (each.iri, RDFS.isDefinedBy, ONTOLOGY) not in graph) == []
    sources = set(graph.subjects(SKOS.inScheme, TNG.sources))
    assert lacking(each for each in terms() if not each.sources or not set(each.sources) <= sources) == []


def test_every_property_says_of_what_it_is_and_which_values_it_has() -> None:
    graph = load()
    properties = of_kind("properties")
    assert lacking(each for each in properties if not each.domain or not each.range) == []
    single = [each for each in properties if each.name != "refersTo"]
    several = [(each, by) for each in single for by in (RDFS.domain, RDFS.range)]
    assert lacking(each for each, by in several if len(list(graph.objects(each.iri, by))) > 1) == []


def test_every_property_stands_under_a_standard_one_where_one_fits() -> None:
    alone = {each.name for each in of_kind("properties") if not each.above}
    assert alone == NO_STANDARD_ABOVE


def test_a_test_speaks_of_every_term(root: Path) -> None:
    here = Path(__file__)
    files = [path for path in (root / "tests").rglob("*") if path.suffix in {".py", ".ttl", ".toml"}]
    said = "\n".join(path.read_text(encoding="utf-8") for path in files if path != here)
    spoken = set(re.findall(r"(?:TNG\.|tng:)(\w+)", said))
    assert lacking(each for each in terms() if each.name not in spoken) == []


def test_every_term_stands_once_in_the_table_of_changes() -> None:
    added = [name for each in changes() for name in each.added]
    assert sorted(added) == sorted(set(added))
    gone = set(added) - set(TNG.terms())
    assert gone == set(), "a term that was published keeps its IRI: mark it deprecated"
    assert set(TNG.terms()) - set(added) == set(), "a new term belongs under `added` of the newest version"


def test_versions_go_up_and_the_newest_is_that_of_the_ontology() -> None:
    numbers = [tuple(map(int, each.number.split("."))) for each in changes()]
    assert numbers == sorted(numbers, reverse=True)
    graph = load()
    assert str(graph.value(ONTOLOGY, OWL.versionInfo)) == version()
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version()}")
    assert rule_of_change().ja
    assert rule_of_change().en
    assert all(each.said.ja and each.said.en for each in changes())


def test_what_is_deprecated_says_so_in_both_places() -> None:
    listed = {name for each in changes() for name in each.deprecated}
    assert {each.name for each in terms() if each.deprecated} == listed
    replaced = [each for each in terms() if each.replaced_by]
    assert lacking(each for each in replaced if not each.deprecated) == []
    known = set(TNG.terms().values())
    assert lacking(each for each in replaced if not set(each.replaced_by) <= known) == []
    assert all((each.iri, DCT.isReplacedBy, None) in load() for each in replaced)


@pytest.mark.parametrize("kind", KINDS)
def test_terms_come_by_kind_and_name(kind: str) -> None:
    names = [(*each.above, each.name) if kind == "concepts" else (each.name,) for each in of_kind(kind)]
    assert names == sorted(names)
    assert names
