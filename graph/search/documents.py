"""What can be found: one document for each thing that has a name or a text.

A node of a sheet stands in the graph of that sheet alone. What several sheets name (partners,
programs) is put together from all graphs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.fragments import Fragment
from ontology.classes import SUPERCLASSES
from ontology.terms import DCT, RDF, SKOS, TNG

_LABELS = (SKOS.prefLabel, DCT.title)
_NAMES = (*_LABELS, SKOS.altLabel, TNG.headTitle, SKOS.notation)
_WANTED = (*_NAMES, RDF.type, TNG.text, TNG.reading, TNG.fiscalYear, TNG.department, TNG.sheet)
_PLACES = (TNG.evidence, TNG.file, TNG.line)
_SHORT = {str(term): str(term) for term in (*_WANTED, *_PLACES)}
_BYTES = frozenset(f"<{term}>".encode() for term in _SHORT)
_TYPE = f"<{RDF.type}>".encode()
_KINDS = (f" <{TNG.base}".encode(), f" <{SKOS.ConceptScheme}>".encode())
"""Classes that a document can be of; a node has as many again of other vocabularies."""


@dataclass(frozen=True, slots=True)
class Document:
    """A thing with its words. `kind` is its class; `department` an IRI; None and "" where it has none.

    `names` are all its names in all languages, `readings` those that the graph tells. `file` is the
    sha-256 of the file and `line` the first line of its quote.
    """

    iri: str
    kind: str
    year: int | None
    department: str
    ja: str
    en: str
    names: tuple[str, ...]
    readings: tuple[str, ...]
    text: str
    file: str
    line: int | None


class Value(NamedTuple):
    """An object of a triple: its text or IRI, and its language."""

    text: str
    language: str


Facts = dict[str, dict[str, list[Value]]]
"""Subject to property to values."""


def documents(fragments: Iterable[Fragment]) -> Iterator[Document]:
    """Yield the documents of a release: those of each sheet, then what the graphs share."""
    shared: Facts = {}
    for fragment in fragments:
        facts = _facts(fragment)
        for subject, said in facts.items():
            if str(TNG.sheet) in said or str(TNG.ManagementSheet) in _values(said, RDF.type):
                yield from _document(subject, said, facts)
            elif any(str(name) in said for name in _NAMES):
                known = shared.setdefault(subject, {})
                for prop, values in said.items():
                    known[prop] = list(dict.fromkeys([*known.get(prop, ()), *values]))
    for subject in sorted(shared):
        yield from _document(subject, shared[subject], {})


def _facts(fragment: Fragment) -> Facts:
    """Return what a graph says with the properties that matter here."""
    lines = (line for line in fragment.quads() if _matters(line))
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for quad in parse(b"\n".join(lines), format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            language = quad.object.language if isinstance(quad.object, Literal) else None
            value = Value(quad.object.value, language or "")
            facts[quad.subject.value][_SHORT[quad.predicate.value]].append(value)
    return facts


def _matters(line: bytes) -> bool:
    prop = line.split(b" ", 2)[1]
    return prop in _BYTES and (prop != _TYPE or any(kind in line for kind in _KINDS))


def _document(iri: str, said: Mapping[str, list[Value]], facts: Facts) -> Iterator[Document]:
    """Yield the document of one thing, if there are words and a class of the vocabulary."""
    kind = kind_of(tuple(_values(said, RDF.type)))
    names = tuple(dict.fromkeys(text for prop in _names_of(said) for text in _values(said, prop)))
    text = " ".join(_values(said, TNG.text))
    if not kind or not (names or text):
        return
    sheet = facts.get(_first(said, TNG.sheet), {})
    year = _first(said, TNG.fiscalYear) or _first(sheet, TNG.fiscalYear)
    evidence = [facts.get(each, {}) for each in _values(said, TNG.evidence)]
    places = sorted((_first(each, TNG.file), int(_first(each, TNG.line) or 0)) for each in evidence)
    file, line = places[0] if places else ("", 0)
    yield Document(
        iri=iri,
        kind=kind,
        year=int(year) if year else None,
        department=_first(said, TNG.department) or _first(sheet, TNG.department),
        ja=_label(said, ("ja", "")),
        en=_label(said, ("en",)),
        names=names,
        readings=tuple(_values(said, TNG.reading)),
        text=text,
        file=file.rsplit("/", 1)[-1],
        line=line or None,
    )


@cache
def kind_of(types: tuple[str, ...]) -> str:
    """Return the class that says best what a thing is; nothing where the vocabulary has none for it.

    >>> kind_of((str(TNG.Objective), str(TNG.Goal))) == str(TNG.Goal)
    True
    """
    given = set(types)
    above = {str(higher) for each in SUPERCLASSES if str(each) in given for higher in SUPERCLASSES[each]}
    known = [each for each in given - above if each.startswith(TNG.base) or each == str(SKOS.ConceptScheme)]
    return min(known, default="")


def _names_of(said: Mapping[str, list[Value]]) -> Iterable[str]:
    """Return the properties that name a thing; the numbers of items (1, 1-2) are no names."""
    numbered = str(SKOS.prefLabel) in said and str(TNG.sheet) not in said
    return _NAMES if numbered else _NAMES[:-1]


def _values(said: Mapping[str, list[Value]], prop: str) -> list[str]:
    return [value.text for value in said.get(str(prop), ())]


def _first(said: Mapping[str, list[Value]], prop: str) -> str:
    return min(_values(said, prop), default="")


def _label(said: Mapping[str, list[Value]], languages: tuple[str, ...]) -> str:
    """Return the label in one of these languages."""
    labels = [value for prop in _LABELS for value in said.get(str(prop), ()) if value.language in languages]
    return min(labels, key=lambda value: languages.index(value.language)).text if labels else ""
