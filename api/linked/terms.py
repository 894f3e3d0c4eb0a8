"""Values of an answer as terms of RDF, to be written again."""

from pyoxigraph import BlankNode, Literal, NamedNode

from api.rows import Term

Value = NamedNode | BlankNode | Literal


def text_of(term: object) -> str:
    """Return the IRI of a term, or the text of a literal."""
    return str(term.value) if isinstance(term, Value) else str(term)


def value_of(term: Term) -> Value:
    """Return the same term."""
    if term.kind == "uri":
        return NamedNode(term.value)
    if term.kind == "bnode":
        return BlankNode(term.value)
    if term.language:
        return Literal(term.value, language=term.language)
    return Literal(term.value, datatype=NamedNode(term.datatype)) if term.datatype else Literal(term.value)
