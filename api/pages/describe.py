"""Arranges what is known of a thing for its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.labels import leaf_classes, shorten
from api.pages.cells import Cell, natural, rank
from api.pages.linked import Chosen, Group, groups_of
from api.pages.names import Name, Speaker
from api.rows import Row, Rows, Term, text
from core.messages import Language, say
from ontology.terms import DCT, RDF, SCHEMA, SKOS, TNG

_NAMES = tuple(map(str, (SKOS.prefLabel, DCT.title, TNG.text, TNG.quote)))
_BADGES = (str(TNG.role), str(TNG.status))
"""The properties that are shown beside the type of a thing."""

_HIDDEN = (*_NAMES, *_BADGES, str(RDF.type), str(TNG.evidence))
_FIRST = (
    *map(str, (TNG.number, TNG.isPriority, TNG.fiscalYear, TNG.department, TNG.contributesTo)),
    *map(str, (TNG.of, TNG.organization, TNG.surface, TNG.ofSite, TNG.program, TNG.partner, TNG.site)),
    *map(str, (SCHEMA.startDate, SCHEMA.endDate, DCT.bibliographicCitation)),
    *map(str, (TNG.indicator, TNG.forYear, TNG.valueKind, TNG.value, TNG.unit, TNG.qualifier, TNG.target)),
    *map(str, (TNG.achievement, TNG.grade, TNG.objective, TNG.partOf, TNG.changeType, TNG.schedule)),
    *map(str, (TNG.period, TNG.printed, TNG.sheet)),
)
"""The properties that a page shows first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values."""

    name: str
    short: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source, the address of their lines, and how a person finds them in the file."""

    words: str
    address: str
    place: str


@dataclass(frozen=True, slots=True)
class Description:
    """All that a page of a thing shows."""

    iri: str
    title: Name
    kinds: tuple[str, ...]
    badges: tuple[str, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    quotes: tuple[Quote, ...]


def describe(iri: str, facts: Rows, chosen: Chosen, quotes: Rows, speaker: Speaker) -> Description:
    """Arrange the answers of the queries of `api.pages.thing`."""
    language = speaker.language
    types = sorted({text(row, "value") for row in facts.rows if text(row, "property") == str(RDF.type)})
    badges = sorted(
        {
            (text(row, "property"), text(row, "value"))
            for row in facts.rows
            if text(row, "property") in _BADGES
        }
    )
    return Description(
        iri=iri,
        title=speaker.names.get(iri) or Name(shorten(iri)),
        kinds=tuple(speaker.labels.kind(kind, language) for kind in narrowest(types)),
        badges=tuple(speaker.value(prop, Term("uri", value)).text for prop, value in badges),
        facts=tuple(_facts(facts, speaker)),
        groups=groups_of(chosen, speaker, types),
        quotes=tuple(_quotes(quotes, language)),
    )


def narrowest(types: Iterable[str]) -> list[str]:
    """Return the classes that say best what a thing is: leaves, else those above them."""
    given = list(types)
    leaves = {str(each) for each in leaf_classes()}
    return [each for each in given if each in leaves] or [each for each in given if each.startswith(TNG.base)]


def _facts(found: Rows, speaker: Speaker) -> Iterable[Fact]:
    values: dict[str, set[Term]] = {}
    for row in found.rows:
        if text(row, "property") not in _HIDDEN:
            values.setdefault(text(row, "property"), set()).add(row["value"])
    for name in sorted(values, key=lambda each: rank(each, _FIRST)):
        cells = sorted(
            {speaker.value(name, term) for term in _spoken(name, values[name], speaker.language)},
            key=lambda each: (natural(each.text), each.address or ""),
        )
        yield Fact(speaker.labels.name(name, speaker.language), shorten(name), tuple(cells))


def _spoken(name: str, values: set[Term], language: Language) -> set[Term]:
    """Return the values for a page: of one text in several languages, that of the page alone.

    Further names are no translations of each other, so all of them stay.
    """
    own = {value for value in values if value.language in ("", language)}
    translated = name != str(SKOS.altLabel) and any(value.language == language for value in own)
    return own if translated else values


def _quotes(found: Rows, language: Language) -> Iterable[Quote]:
    for row in found.rows:
        line = text(row, "line")
        checksum = text(row, "file").rsplit("/", 1)[-1]
        address = f"/sources/{checksum}#L{line}"
        yield Quote(text(row, "quote"), address, _place(row, language))


def _place(row: Row, language: Language) -> str:
    """Return file and place: a cell, a page, or lines."""
    values = {name: text(row, name) for name in ("name", "cell", "page", "line", "lineEnd")}
    if values["cell"]:
        return say("source-cell", language, **values)
    if values["page"]:
        return say("source-page", language, **values)
    many = values["line"] != values["lineEnd"]
    return say("source-lines-many" if many else "source-lines", language, **values)
