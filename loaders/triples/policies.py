"""The policies that a row names: a reference for each, and what the registers lack is learnt."""

from dataclasses import dataclass

from rdflib import URIRef

from loaders.cities.entries import PolicyEntry
from loaders.sheet import Measure, Objective, PolicyNumber, Text
from loaders.triples.draft import Draft
from loaders.triples.literals import ja, string
from ontology.terms import DCT, SKOS, TNG

MEASURES = "総合計画"
POLICIES = "基本政策"

MATCHED_BY_REGISTER = "matched-by-register"
"""The `tng:method` of a reference that a measure's name alone decides: the register has one so called."""


@dataclass(frozen=True, slots=True)
class Named:
    """A policy as a row names it; `label` is the word that the form prints over it.

    `coded` says that the sheet has its code, here or elsewhere.
    """

    label: str
    name: Text
    notation: str | None
    code_source: str | None
    coded: bool
    quotes: tuple[Text, ...]


def write_policies(draft: Draft, objective: URIRef, row: Objective) -> None:
    """Write the references of a row, and the shortcut from it to each policy."""
    for named in (*map(_measure, row.measures), *map(_policy, row.policies)):
        entry = _entry(draft, named)
        policy = _resolve(draft, named, entry)
        draft.add(objective, TNG.contributesTo, policy)
        _write_reference(draft, objective, policy, named, _method(named, entry))


def _measure(measure: Measure) -> Named:
    quotes = [measure.text]
    if measure.code and measure.code_span:
        quotes.append(Text(measure.code, measure.code_span))
    coded = measure.code is not None
    return Named(MEASURES, measure.text, measure.notation, measure.code_source, coded, tuple(quotes))


def _policy(policy: PolicyNumber) -> Named:
    return Named(POLICIES, policy.name, policy.notation, "printed", True, (policy.name,))


def _method(named: Named, entry: PolicyEntry | None) -> str:
    """Return how it is known which policy a row names."""
    if entry is not None and not named.coded:
        return MATCHED_BY_REGISTER
    return "matched-by-text" if named.code_source == "matched-by-text" else "printed-field"


def _write_reference(draft: Draft, objective: URIRef, policy: URIRef, named: Named, method: str) -> None:
    node = draft.iris.policy_reference(objective, policy)
    draft.extracted(node, TNG.PolicyReference, named.quotes)
    draft.add(node, TNG.objective, objective)
    draft.add(node, TNG.of, policy)
    draft.add(node, TNG.surface, string(named.name.value))
    draft.add(node, TNG.status, TNG.Stated)
    draft.add(node, TNG.method, string(method))
    if named.code_source is not None:
        draft.add(node, TNG.codeSource, string(named.code_source))


def _entry(draft: Draft, named: Named) -> PolicyEntry | None:
    """Return what the register of that year has under this code, or under this name where there is none."""
    known = draft.city.policy_list(named.label, draft.sheet.fiscal_year)
    if known is None:
        return None
    return known.find(named.notation) if named.notation else known.measure(named.name.value)


def _resolve(draft: Draft, named: Named, entry: PolicyEntry | None) -> URIRef:
    """Return the policy's IRI: that of the register's entry, else it is learnt from the row."""
    known = draft.city.policy_list(named.label, draft.sheet.fiscal_year)
    if known and entry:
        return draft.iris.policy(known.scheme, entry.slug)
    scheme = known.scheme if known else draft.iris.slug("policy-list", named.label)
    if not known:
        _learn_scheme(draft, scheme, named)
    return _learn_policy(draft, scheme, named)


def _learn_scheme(draft: Draft, scheme: str, named: Named) -> None:
    node = draft.iris.policy_scheme(scheme)
    draft.learnt(node, SKOS.ConceptScheme, ja(named.label), named.quotes)
    draft.add(node, DCT.publisher, draft.iris.city())


def _learn_policy(draft: Draft, scheme: str, named: Named) -> URIRef:
    if named.notation:
        node = draft.iris.policy(scheme, named.notation)
        draft.add(node, SKOS.notation, string(named.notation))
    else:
        node = draft.iris.policy_without_code(scheme, named.name.value)
    draft.learnt(node, TNG.Policy, ja(named.name.value), named.quotes)
    draft.add(node, SKOS.inScheme, draft.iris.policy_scheme(scheme))
    return node
