"""Roles are found by their names and can be named in answers."""

from typing import get_args

import pytest
from rdflib import Literal

from loaders.mention import Role
from ontology.roles import described, role
from ontology.terms import RDF, SKOS, TNG


def test_every_role_of_a_mention_has_names_in_both_languages() -> None:
    for name in get_args(Role):
        labels = [value for _, predicate, value in described(role(name)) if predicate == SKOS.prefLabel]
        assert sorted(str(label.language) for label in labels if isinstance(label, Literal)) == ["en", "ja"]


@pytest.mark.parametrize("name", ["", "Proposed", "roles", "partner"])
def test_what_is_no_role_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no role"):
        role(name)


def test_the_role_refers_to_is_named_as_a_role() -> None:
    """One IRI is a property and a role; what data says of the role leaves the property alone."""
    assert {predicate for _, predicate, _ in described(TNG.refersTo)} == {RDF.type, SKOS.prefLabel}
