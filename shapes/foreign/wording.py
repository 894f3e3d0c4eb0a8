"""What a result of foreign shapes says to a person: in the shape's own words, else in ours."""

from collections.abc import Sequence

from rdflib import BNode, Graph, Literal
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from core.messages import Language, catalogue, say
from shapes.rules import Rules, short


def words_of(using: Rules, report: Graph, result: Node, component: str, path: str, language: Language) -> str:
    """Return the shape's own message in a language, else ours, else whatever there is."""
    messages = [each for each in report.objects(result, SH.resultMessage) if isinstance(each, Literal)]
    shape = told(report, result, SH.sourceShape)
    authors = [shape, *report.objects(result, SH.sourceConstraint)]
    written = [each for author in authors for each in using.graph.objects(author, SH.message)]
    own = sorted(messages, key=str) if written else []
    tongues = (language, None) if language == "en" else (language,)
    for tongue in tongues:
        for each in own:
            if (each.language or _tongue(each, written)) == tongue:
                return str(each)
    key = "constraint-" + _kebab(component.removesuffix("ConstraintComponent"))
    if key in catalogue():
        return say(
            key,
            language,
            path=_called(using, shape, path, language) or say("constraint-itself", language),
            limit=_limit(using, shape, component),
        )
    return " ".join(sorted(map(str, messages))) or component


def _called(using: Rules, shape: Node, path: str, language: Language) -> str:
    """Return a property with the name that its shape has for it: `dct:type (functions of government)`."""
    names = [each for each in using.graph.objects(shape, SH.name) if isinstance(each, Literal)]
    for tongue in (language, "en", None):
        for name in sorted(map(str, (each for each in names if each.language == tongue))):
            return path if name in path else say("constraint-of-name", language, path=path, name=name)
    return path


def _tongue(message: Literal, written: Sequence[Node]) -> str | None:
    """Return the language of a message into which pySHACL has put values: that of how it begins."""
    for each in written:
        if isinstance(each, Literal) and message.startswith(each.partition("{")[0]):
            return each.language
    return None


def _limit(using: Rules, shape: Node, component: str) -> str:
    """Return what the shape asks for: the values of its parameter."""
    name = component.removesuffix("ConstraintComponent")
    found = []
    for each in using.graph.objects(shape, SH[name[:1].lower() + name[1:]]):
        listed = (each, RDF.first, None) in using.graph
        found += [shown(item) for item in Collection(using.graph, each)] if listed else [shown(each)]
    return " ".join(sorted(each for each in found if each))


def shown(value: Node | None) -> str:
    """Return a value as people read it; nothing for a node without a name."""
    if value is None or isinstance(value, BNode):
        return ""
    return str(value) if isinstance(value, Literal) else short(str(value))


def _kebab(name: str) -> str:
    """Return a name of SHACL as messages are named: `MinCount` is `min-count`."""
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name).removeprefix("-")


def told(report: Graph, result: Node, predicate: Node) -> Node:
    """Return what a result of pySHACL says in this respect; each says it once."""
    found = report.value(result, predicate)
    if found is None:
        raise RuntimeError(f"a result of pySHACL lacks {predicate}")
    return found
