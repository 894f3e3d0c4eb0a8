"""Whatever names a term, in code, queries or shapes, names one that exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import ontology.terms
from loaders.mention import Role
from ontology.described import terms
from ontology.kinds import kind
from ontology.naming import Vocabulary
from ontology.roles import role
from ontology.terms import TNG
from ontology.units import unit

ROOMS = ("api", "core", "graph", "loaders", "ontology", "shapes", "tsunagu")
VOCABULARIES = {each.__name__: each for each in Vocabulary.__subclasses__()}


def sources(root: Path, *suffixes: str) -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in (root / room).rglob("*") if path.suffix in suffixes)


def imported(tree: ast.Module) -> set[str]:
    """Return the vocabularies that a module takes from `ontology.terms`."""
    taken = (
        node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "ontology.terms"
    )
    return {alias.name for node in taken for alias in node.names if alias.name in VOCABULARIES}


def used_terms(tree: ast.Module) -> Iterator[tuple[str, str]]:
    names = imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            yield node.value.id, node.attr


def test_every_term_used_in_code_exists(root: Path) -> None:
    used = {
        (path.name, *term)
        for path in sources(root, ".py")
        for term in used_terms(ast.parse(path.read_text(encoding="utf-8")))
    }
    unknown = {each for each in used if not hasattr(VOCABULARIES[each[1]], each[2])}
    assert unknown == set()
    assert ("items.py", "TNG", "Action") in used


def test_every_own_term_used_in_queries_and_shapes_exists(root: Path) -> None:
    known = set(TNG.terms())
    for path in sources(root, ".rq", ".ttl"):
        used = set(re.findall(r"(?<![\w-])tng:(\w+)", path.read_text(encoding="utf-8")))
        assert used <= known, f"{path}: {sorted(used - known)}"


def test_every_value_of_a_list_is_what_readers_make_of_a_word_or_named_in_code(root: Path) -> None:
    """Sources aside: they tell people where the data of a term comes from, and stand on no data."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sources(root, ".py"))
    named = {name for tree in trees for vocabulary, name in used_terms(tree) if vocabulary == "TNG"}
    roles = set(map(role, get_args(Role)))
    concepts = [each for each in terms() if each.kind == "concepts" and TNG.sources not in each.above]
    unused = {
        each.name
        for each in concepts
        if each.iri not in {*roles, unit(each.notation), kind(each.notation)} and each.name not in named
    }
    assert unused == set()
    assert {each.iri for each in concepts if TNG.roles in each.above} == roles


def test_no_code_outside_spells_an_iri_of_a_vocabulary(root: Path) -> None:
    bases = tuple(each.base for each in VOCABULARIES.values())
    for path in sources(root, ".py"):
        if path.parent.name == "ontology":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "URIRef":
                for argument in node.args:
                    spelt = isinstance(argument, ast.Constant) and str(argument.value).startswith(bases)
                    assert not spelt, f"{path}:{node.lineno} belongs into ontology/terms.py"


def test_terms_exports_every_vocabulary() -> None:
    assert set(VOCABULARIES) <= set(ontology.terms.__all__)
    assert all(hasattr(ontology.terms, name) for name in ontology.terms.__all__)
