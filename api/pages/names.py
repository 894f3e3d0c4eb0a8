"""What a thing is called on a page. Most have a label; the others are named by what they say.

A figure is its indicator, year, kind and value, a mention its words and the thing: `RECIPES` tells
for each class what makes up its name, so that a new class needs a line there and no code. The name
is in the language of the page where every part is, else it is marked as Japanese.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request

from api.addresses import Addresses, iri_choice, iri_list
from api.labels import Labels, shorten
from api.languages import language_of
from api.pages.cells import Cell, cell
from api.rows import Row, Term, text
from api.site import rows, site_of
from api.words import word
from core.messages import Language, say
from ontology.terms import DCT, SCHEMA, SKOS, TNG

_AT_ONCE = 200
"""IRIs in one query, which has a limit of bytes."""

_LABELS = tuple(map(str, (SKOS.prefLabel, DCT.title, TNG.text, TNG.quote)))
"""The properties that name a thing by themselves, the best first."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A name: groups of properties, and those that stand behind it in brackets.

    `joint` is a message that joins the groups where it is not a space.
    """

    groups: tuple[tuple[str, ...], ...]
    more: tuple[str, ...] = ()
    joint: str = "name-space"

    @property
    def properties(self) -> tuple[str, ...]:
        """All properties that the name is made of."""
        return tuple(dict.fromkeys((*(each for group in self.groups for each in group), *self.more)))


_FIGURE = Recipe(
    ((TNG.indicator,), (TNG.forYear,), (TNG.valueKind,), (TNG.value, TNG.unit)), (TNG.qualifier,)
)
RECIPES: Mapping[str, Recipe] = {
    str(TNG.Figure): _FIGURE,
    str(TNG.Rating): Recipe(((TNG.grade,),)),
    str(TNG.Mention): Recipe(((TNG.surface,),), (TNG.of,)),
    str(TNG.Partnership): Recipe(
        ((TNG.organization,),), (TNG.role, TNG.ofSite, SCHEMA.startDate, SCHEMA.endDate)
    ),
    str(TNG.PolicyReference): Recipe(((TNG.of,),)),
    str(TNG.Continuation): Recipe(((TNG.changeKind,),)),
    str(TNG.Period): Recipe(((TNG.starts,), (TNG.ends,)), joint="name-until"),
}
"""What makes up a name, by class; a class that is not here is named by a label or by its IRI."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the language it is in (empty: none, as with numbers)."""

    text: str
    language: str = ""


@dataclass(slots=True)
class _Said:
    """What the answer says of one thing: its classes, and the values of each property."""

    classes: set[str] = field(default_factory=set)
    values: dict[str, dict[Term, list[Row]]] = field(default_factory=dict)


# What is wanted of the things stands in filters: engines look things up one by one, where two VALUES would
# make them read everything. Nothing is OPTIONAL: Virtuoso then forgets what else a row of a UNION says.
_QUERY = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?class ?property ?value ?label ?mark WHERE {
  { VALUES ?thing { %(things)s } ?thing ?property ?value FILTER(?property IN (%(said)s)) }
  UNION
  { VALUES ?thing { %(things)s } ?thing a ?class FILTER(?class IN (%(classes)s)) }
  UNION
  { VALUES ?thing { %(things)s } ?thing ?property ?value FILTER(?property IN (%(parts)s))
    ?value skos:prefLabel ?label }
  UNION
  { VALUES ?thing { %(things)s } ?thing ?property ?value FILTER(?property IN (%(parts)s))
    ?value skos:notation ?mark }
}
"""


_PARTS = sorted({str(each) for recipe in RECIPES.values() for each in recipe.properties})
_FIXED = {
    "said": iri_choice((*_LABELS, SKOS.notation, *_PARTS)),
    "classes": iri_choice(RECIPES),
    "parts": iri_choice(_PARTS),
}


async def names_of(request: Request, iris: Iterable[str]) -> dict[str, Name]:
    """Return the names of things; one that has none is not in it."""
    wanted = sorted(set(iris))
    labels, language = site_of(request).labels, language_of(request)
    found: dict[str, Name] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        answer = await rows(request, _QUERY % {"things": iri_list(part), **_FIXED})
        found |= named(answer.rows, labels, language)
    for iri in wanted:
        if iri not in found and (known := labels.known.get((iri, language))):
            found[iri] = Name(known, language)
    return found


def speak(iri: str, names: Mapping[str, Name], addresses: Addresses) -> Cell:
    """Return the cell of a thing under its name."""
    name = names.get(iri, Name(""))
    return cell(Term("uri", iri), addresses, name.text, name.language)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in the language of a page."""

    names: Mapping[str, Name]
    addresses: Addresses
    labels: Labels
    language: Language

    def value(self, prop: str, term: Term) -> Cell:
        """Return the cell of a property's value."""
        if term.kind != "uri":
            words = word(prop, term.value, term.datatype, self.language)
            return Cell(words, language=term.language)
        return self.thing(term.value)

    def thing(self, iri: str) -> Cell:
        """Return the cell of a thing under its name."""
        return speak(iri, self.names, self.addresses)

    def badge(self, row: Row, name: str) -> str:
        """Return the word for a concept that a row names."""
        iri = text(row, name)
        known = self.names.get(iri, Name("")).text or self.labels.known.get((iri, self.language))
        return known or shorten(iri)


def best(names: Iterable[Term], language: Language) -> Name:
    """Return the name in a language, else the Japanese one, else any; always the same one."""
    order = (language, "ja", "")
    ranked = sorted(
        names, key=lambda name: (order.index(name.language) if name.language in order else 9, name.value)
    )
    return Name(ranked[0].value, ranked[0].language) if ranked else Name("")


def named(found: Sequence[Row], labels: Labels, language: Language) -> dict[str, Name]:
    """Return the names that the rows of an answer give, by IRI."""
    things: dict[str, _Said] = {}
    for row in found:
        said = things.setdefault(text(row, "thing"), _Said())
        if "property" in row:
            said.values.setdefault(text(row, "property"), {}).setdefault(row["value"], []).append(row)
        if "class" in row:
            said.classes.add(text(row, "class"))
    named = {iri: _name(said, labels, language) for iri, said in things.items()}
    return {iri: name for iri, name in named.items() if name.text}


def _name(said: _Said, labels: Labels, language: Language) -> Name:
    for prop in _LABELS:
        if prop in said.values:
            return _marked(list(said.values.get(str(SKOS.notation), {})), best(said.values[prop], language))
    recipe = next((RECIPES[kind] for kind in RECIPES if kind in said.classes and _narrow(kind, said)), None)
    return _made(recipe, said, labels, language) if recipe else Name("")


def _narrow(kind: str, said: _Said) -> bool:
    """Tell whether a class is the narrowest one of a thing that has a recipe."""
    return kind != str(TNG.Mention) or said.classes == {kind}


def _made(recipe: Recipe, said: _Said, labels: Labels, language: Language) -> Name:
    """Put a name together; what the thing does not say is left out, and so is what was said before."""
    tongues: list[str] = []

    def words(properties: Iterable[str]) -> list[str]:
        # A term of a vocabulary is not equal to its IRI as a plain string, which answers have.
        parts = [_part(str(prop), said, labels, language) for prop in properties]
        tongues.extend(part.language for part in parts if part.text)
        return [part.text for part in parts if part.text]

    inside = [say("name-unit", language).join(group) for each in recipe.groups if (group := words(each))]
    name = say(recipe.joint, language).join(inside)
    more = [each for each in words(recipe.more) if each != name]
    shown = say("name-more", language, name=name, more=more) if more else name
    return Name(shown, "ja" if "ja" in tongues else language)


def _part(prop: str, said: _Said, labels: Labels, language: Language) -> Name:
    """Return the values of a property as words."""
    parts = [
        _value(prop, value, found, labels, language)
        for value, found in sorted(said.values.get(prop, {}).items(), key=lambda each: each[0].value)
    ]
    tongue = "ja" if any(part.language == "ja" for part in parts) else ""
    return Name("・".join(part.text for part in parts if part.text), tongue)


def _value(prop: str, value: Term, found: Sequence[Row], labels: Labels, language: Language) -> Name:
    if value.kind != "uri":
        return Name(word(prop, value.value, value.datatype, language), value.language)
    name = best([row["label"] for row in found if "label" in row], language)
    known = name if name.text else Name(labels.known.get((value.value, language), ""), language)
    marks = [row["mark"] for row in found if "mark" in row]
    if prop == str(TNG.unit):
        return unit_words(min((each.value for each in marks), default=""), known, language)
    return _marked(marks, known)


def unit_words(printed: str, label: Name, language: Language) -> Name:
    """Return a unit as a language writes it: 「kg」 as the sheets do, in English "kilogram"."""
    return Name(printed, "ja") if printed and language == "ja" else label


def _marked(marks: Sequence[Term], name: Name) -> Name:
    """Put a number or grade before a name that does not begin with it."""
    mark = min((each.value for each in marks), default="")
    return name if name.text.startswith(mark) else Name(f"{mark} {name.text}".strip(), name.language)
