"""Which rules speak of which term: there is one for each."""

from ontology.described import terms
from ontology.terms import TNG
from shapes.terms import constraints, targets


def test_a_rule_speaks_of_every_class_and_property() -> None:
    silent = {
        each.name
        for each in (each for each in terms() if each.kind in ("classes", "properties"))
        if each.iri not in constraints()
    }
    assert silent == set()


def test_closed_lists_are_shaped_by_their_property() -> None:
    """Units and kinds of organisations are open: what no list has is learnt, or stays the register's word."""
    listed = {each.iri for each in terms() if each.kind == "concepts"}
    closed = {TNG.changeTypes, TNG.roles, TNG.statuses, TNG.valueKinds}
    within = {each.iri for each in terms() if each.kind == "concepts" and set(each.above) & closed}
    assert sorted(within - set(constraints())) == []
    assert within < listed


def test_rules_of_a_class_are_those_that_are_run_on_it() -> None:
    assert "goal-plan" in {each.name for each in targets()[TNG.Goal]}
    assert "objective-number" in {each.name for each in targets()[TNG.Objective]}
    assert TNG.number not in targets()
    assert {each.severity for those in targets().values() for each in those} == {
        "violation",
        "warning",
        "info",
    }
    assert all(each.ja and each.en for those in constraints().values() for each in those)
