"""Arranges what is known of a thing for its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.labels import leaf_classes, shorten
from api.pages.cells import Cell, natural, rank
from api.pages.linked import Chosen, Group, groups_of
from api.pages.names import Name, Speaker
from api.pages.quotes import Quote
from api.pages.related import Beside, beside_of
from api.rows import Row, Rows, Term, text
from core.messages import Language
from ontology.terms import DCT, OA, RDF, SCHEMA, SKOS, SPDX, TIME, TNG

_NAMES = tuple(map(str, (SKOS.prefLabel, DCT.title, TNG.text, TNG.quote)))
_BADGES = (str(TNG.role), str(TNG.status))
"""The properties that are shown beside the type of a thing."""

_PROPOSED = str(TNG.Proposed)
_INNER = (
    *map(str, (OA.hasSelector, OA.hasSource, SPDX.checksum, DCT.format, TIME.hasBeginning, TIME.hasEnd)),
)
"""What programs need of evidence, files and years; what people read of it stands in other properties."""

_HIDDEN = (*_NAMES, *_BADGES, *_INNER, str(RDF.type), str(TNG.evidence))
_FIRST = (
    *map(str, (TNG.number, TNG.isPriority, TNG.fiscalYear, TNG.department, TNG.contributesTo)),
    *map(str, (TNG.of, TNG.organization, TNG.surface, TNG.ofSite, TNG.program, TNG.partner, TNG.site)),
    *map(str, (SCHEMA.startDate, SCHEMA.endDate, DCT.bibliographicCitation)),
    *map(str, (TNG.indicator, TNG.forYear, TNG.valueKind, TNG.value, TNG.unit, TNG.qualifier, TNG.target)),
    *map(str, (TNG.achievement, TNG.grade, TNG.objective, TNG.partOf, TNG.changeType, TNG.schedule)),
    *map(str, (TNG.period, TNG.sheet)),
)
"""The properties that a page shows first."""

_LAST = (
    *map(str, (TNG.printed, TNG.signs, TNG.method, TNG.confidence, TNG.codeSource, TNG.form, TNG.level)),
    *map(str, (DCT.temporal, SKOS.topConceptOf, DCT.replaces)),
)
"""Properties that few people come for: they stand in a part that opens."""

SPEAKING_FOR_THEMSELVES = (str(TNG.target), str(TNG.continues), str(TNG.earlier), str(TNG.later))
"""The properties whose values have words of their own."""

_TOLD = (
    *map(str, (TNG.contributesTo, TNG.partner, TNG.proposedPartner, TNG.program, TNG.site, TNG.involves)),
    *map(str, (TNG.legalBasis, TNG.refersTo, TNG.relatedDepartment)),
    *SPEAKING_FOR_THEMSELVES,
)
"""The properties whose values the source names: each has its words beside it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value, and the words of the source that join it to the thing, where some do."""

    cell: Cell
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values; `proposed`: nobody has confirmed them."""

    name: str
    short: str
    values: tuple[Value, ...]
    proposed: bool


@dataclass(frozen=True, slots=True)
class Description:
    """All that a page of a thing shows. `classes` are IRIs; `further` are facts that few people come for."""

    iri: str
    classes: tuple[str, ...]
    title: Name
    kinds: tuple[str, ...]
    badges: tuple[str, ...]
    proposed: bool
    facts: tuple[Fact, ...]
    further: tuple[Fact, ...]
    beside: tuple[Beside, ...]
    groups: tuple[Group, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The answers of the queries of `api.pages.thing`."""

    facts: Rows
    chosen: Chosen
    beside: Sequence[Row]
    quotes: tuple[Quote, ...]
    behind: Mapping[str, Quote]


def describe(iri: str, said: Said, speaker: Speaker) -> Description:
    """Arrange what is known of a thing."""
    language = speaker.language
    types = sorted({text(row, "value") for row in said.facts.rows if text(row, "property") == str(RDF.type)})
    badges = sorted(
        {
            (text(row, "property"), text(row, "value"))
            for row in said.facts.rows
            if text(row, "property") in _BADGES
        }
    )
    facts = tuple(_facts(said, speaker))
    return Description(
        iri=iri,
        classes=tuple(narrowest(types)),
        title=speaker.names.get(iri) or Name(shorten(iri)),
        kinds=tuple(speaker.labels.kind(kind, language) for kind in narrowest(types)),
        badges=tuple(
            speaker.value(prop, Term("uri", value)).text for prop, value in badges if value != _PROPOSED
        ),
        proposed=any(value == _PROPOSED for _, value in badges),
        facts=tuple(fact for name, fact in facts if name not in _LAST),
        further=tuple(fact for name, fact in facts if name in _LAST),
        beside=beside_of(said.beside, speaker),
        groups=groups_of(said.chosen, speaker, types, iri, said.behind),
        quotes=said.quotes,
    )


def narrowest(types: Iterable[str]) -> list[str]:
    """Return the classes that say best what a thing is: leaves, else those above them."""
    given = list(types)
    leaves = {str(each) for each in leaf_classes()}
    return [each for each in given if each in leaves] or [each for each in given if each.startswith(TNG.base)]


def _facts(said: Said, speaker: Speaker) -> Iterable[tuple[str, Fact]]:
    values: dict[str, set[Term]] = {}
    for row in said.facts.rows:
        if text(row, "property") not in _HIDDEN:
            values.setdefault(text(row, "property"), set()).add(row["value"])
    for name in sorted(values, key=lambda each: rank(each, _FIRST)):
        # Two terms can be said alike: a name with and without its language.
        cells = {
            speaker.value(name, term): said.behind.get(term.value)
            for term in _spoken(name, values[name], speaker.language)
        }
        shown = sorted(cells, key=lambda each: (natural(each.text), each.address or ""))
        told = tuple(Value(cell, cells[cell] if name in _TOLD else None) for cell in shown)
        label = speaker.labels.name(name, speaker.language)
        yield name, Fact(label, shorten(name), told, name == str(TNG.proposedPartner))


def _spoken(name: str, values: set[Term], language: Language) -> set[Term]:
    """Return the values for a page: of one text in several languages, that of the page alone.

    Further names are no translations of each other, so all of them stay.
    """
    own = {value for value in values if value.language in ("", language)}
    translated = name != str(SKOS.altLabel) and any(value.language == language for value in own)
    return own if translated else values
