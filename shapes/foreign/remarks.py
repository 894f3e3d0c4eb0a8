"""What is said of shapes from files as a whole: what they never look at, and words that SHACL lacks.

A misspelt class has no rule and a misspelt constraint asks nothing; both would pass for conforming.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH

from core.messages import say
from shapes.foreign.targets import any_target, target_classes
from shapes.report import Finding
from shapes.rules import short

_MOST_NAMED = 12
_NEARLY = 0.85
"""How alike two names have to be: `PublicServices` and `PublicService`, not `Concept` and `ConceptScheme`."""

_OF_SHACL = str(SH)


def nothing_checked(graph: Graph, shapes: Graph, names: Sequence[str]) -> list[Finding]:
    """Return a warning where no shape has anything in this graph as its target."""
    if any_target(graph, shapes):
        return []
    return [_remark("profile-nothing-checked", shapes=list(names))]


def remarks(graph: Graph, shapes: Graph, names: Sequence[str]) -> list[Finding]:
    """Return warnings on terms that SHACL lacks, and on classes that are nearly a target of the shapes."""
    found = []
    if unknown := _unknown_terms(shapes):
        found.append(_remark("profile-unknown-terms", terms=_named(unknown), shapes=list(names)))
    for wrong, meant in sorted(_nearly_targets(graph, shapes).items()):
        found.append(_remark("profile-class-misspelt", wrong=short(wrong), meant=short(meant)))
    return found


def _unknown_terms(shapes: Graph) -> set[str]:
    """Return the terms in the namespace of SHACL that it does not have: pySHACL passes them over."""
    used = {node for triple in shapes for node in triple if isinstance(node, URIRef)}
    of_shacl = {each for each in used if each.startswith(_OF_SHACL) and str(each) != _OF_SHACL}
    return {str(each) for each in of_shacl if each not in SH}


def _nearly_targets(graph: Graph, shapes: Graph) -> dict[str, str]:
    """Return the classes of the data that no shape looks at, with the target that each is nearly spelt as."""
    targets = target_classes(shapes)
    seen = {str(each) for target in targets for each in graph.transitive_subjects(RDFS.subClassOf, target)}
    used = {str(each) for each in graph.objects(None, RDF.type) if isinstance(each, URIRef)} - seen
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for target in sorted(map(str, targets)):
        vocabulary, name = _parted(target)
        named[vocabulary][name.lower()] = target
    found = {}
    for iri in used:
        vocabulary, name = _parted(iri)
        beside = named.get(vocabulary, {})
        for near in get_close_matches(name.lower(), beside, n=1, cutoff=_NEARLY):
            found[iri] = beside[near]
    return found


def _parted(iri: str) -> tuple[str, str]:
    """Return what all terms of a vocabulary begin with, and the name of this one.

    >>> _parted("http://purl.org/vocab/cpsv#PublicService")
    ('http://purl.org/vocab/cpsv#', 'PublicService')
    """
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


def _named(iris: Collection[str]) -> list[str]:
    """Return the first of these with their prefixes, and how many more there are."""
    names = sorted(map(short, iris))
    more = len(names) - _MOST_NAMED
    return [*names[:_MOST_NAMED], *([f"… (+{more})"] if more > 0 else [])]


def _remark(key: str, **values: object) -> Finding:
    return Finding(
        severity="warning",
        shape=key,
        message_ja=say(key, "ja", **values),
        message_en=say(key, "en", **values),
        focus="",
        label="",
        file="",
        line=None,
        line_end=None,
        quote="",
        path="",
        value="",
        suggestion="",
    )
