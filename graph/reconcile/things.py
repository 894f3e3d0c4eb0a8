"""What names can mean: the partners, programs, policies and departments of a release."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.fragments import Fragment
from graph.reconcile.spellings import plain_text
from graph.search.folding import bare
from graph.search.readings import reading
from ontology.terms import DCT, ORG, RDF, SKOS, TNG

POLICY = str(TNG.Policy)
KINDS = (str(TNG.Partner), str(TNG.Program), POLICY, str(TNG.Department))
"""The classes of things that can be meant."""

FEATURES: Mapping[str, str] = {
    "corporate-number": str(ORG.identifier),
    "notation": str(SKOS.notation),
    "scheme": str(SKOS.inScheme),
    "broader": str(SKOS.broader),
    "parent": str(ORG.subOrganizationOf),
}
"""What a question may know of a thing beside its name: the short name and the property of each."""

NUMBER = "corporate-number"
NOTATION = "notation"

_NAMES = (str(SKOS.prefLabel), str(SKOS.altLabel))
_ABOVE = (str(ORG.subOrganizationOf), str(SKOS.inScheme))
_WANTED = (str(RDF.type), *_NAMES, str(TNG.reading), str(DCT.replaces), *FEATURES.values())
_BYTES = frozenset(f"<{each}>".encode() for each in _WANTED)
_TYPE = f"<{RDF.type}>".encode()
_OF_KIND = (*(f" <{kind}>".encode() for kind in KINDS), f" <{SKOS.ConceptScheme}>".encode())
_CITY = "/id/lg/"

Said = dict[str, dict[str, dict[tuple[str, str], None]]]
"""Subject to property to values with their languages, each once."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with all its names. `ja` and `en` are what it is called, `above_*` what it belongs to.

    `city` is the code of the city whose thing it is, "" where it is of no single one. `names` are those
    in which it may stand in a table, `readings` how they are read, `features` pairs of a short name of
    `FEATURES` and a value: a text, or an IRI and its name as two pairs. `former` are IRIs that it had before.
    """

    iri: str
    kind: str
    city: str
    ja: str
    en: str
    above_ja: str
    above_en: str
    names: tuple[str, ...]
    readings: tuple[str, ...]
    features: tuple[tuple[str, str], ...]
    former: tuple[str, ...]


def things(fragments: Iterable[Fragment]) -> Iterator[Thing]:
    """Yield what can be meant, by IRI; what several graphs say of one thing is put together."""
    said: Said = defaultdict(lambda: defaultdict(dict))
    for fragment in fragments:
        _read(fragment, said)
    for iri in sorted(said):
        kinds = [kind for kind in KINDS if (kind, "") in said[iri].get(str(RDF.type), {})]
        if kinds and _texts(said[iri], *_NAMES):
            yield _thing(iri, kinds[0], said)


def word_of(kind: str) -> str:
    """Return the word for a class by which names are narrowed."""
    return f"kind{KINDS.index(kind)}"


def plain_value(feature: str, value: str) -> str:
    """Return the value of a feature as it is compared; the signs in a code part its numbers."""
    plain = plain_text(value)
    return plain if feature == NOTATION else bare(plain)


def _read(fragment: Fragment, said: Said) -> None:
    lines = (line for line in fragment.quads() if _matters(line))
    for quad in parse(b"\n".join(lines), format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            language = quad.object.language if isinstance(quad.object, Literal) else None
            value = quad.object.value, language or ""
            said[quad.subject.value][quad.predicate.value][value] = None


def _matters(line: bytes) -> bool:
    prop = line.split(b" ", 2)[1]
    return prop in _BYTES and (prop != _TYPE or any(kind in line for kind in _OF_KIND))


def _thing(iri: str, kind: str, said: Said) -> Thing:
    own = said[iri]
    above = next((each for prop in _ABOVE for each in sorted(_texts(own, prop))), "")
    beyond = said.get(above, {})
    names = _texts(own, *_NAMES)
    if kind == str(TNG.Department):  # みどり環境部資源めぐり課
        upper = _texts(beyond, *_NAMES, language="ja")
        names += [one + other for one in upper for other in _texts(own, *_NAMES, language="ja")]
    return Thing(
        iri=iri,
        kind=kind,
        city=iri.partition(_CITY)[2].partition("/")[0],
        ja=_label(own, "ja") or names[0],
        en=_label(own, "en"),
        above_ja=_label(beyond, "ja"),
        above_en=_label(beyond, "en"),
        names=tuple(sorted(set(names))),
        readings=tuple(sorted({*_texts(own, str(TNG.reading)), *map(reading, names)} - set(names))),
        features=tuple(sorted(set(_features(own, said)))),
        former=tuple(sorted(_texts(own, str(DCT.replaces)))),
    )


def _features(own: Mapping[str, dict[tuple[str, str], None]], said: Said) -> Iterator[tuple[str, str]]:
    for short, prop in FEATURES.items():
        for value in _texts(own, prop):
            yield short, value
            yield from ((short, name) for name in _texts(said.get(value, {}), *_NAMES, str(SKOS.notation)))


def _texts(own: Mapping[str, dict[tuple[str, str], None]], *props: str, language: str = "") -> list[str]:
    return [
        text for prop in props for text, tongue in own.get(prop, ()) if not language or tongue == language
    ]


def _label(own: Mapping[str, dict[tuple[str, str], None]], language: str) -> str:
    return min(_texts(own, str(SKOS.prefLabel), language=language), default="")
