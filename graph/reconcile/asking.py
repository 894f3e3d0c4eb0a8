"""What a question says: names to compare, and identifiers that stand in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.reconcile.spellings import Spelling, plain_text, spellings
from graph.reconcile.things import KINDS, NOTATION, NUMBER, POLICY, plain_value
from graph.search.folding import bare
from loaders.cities.codes import is_corporate_number
from loaders.language.codes import only_codes

# 20 窓口手続き, 5-1-(3) 窓口手続き, 20
_CODED = re.compile(
    r"(?:no\.?|番号)?(?P<code>\d{1,2}-\d{1,2}-(?:\(\d{1,2}\)|\d{1,2})|\d{1,3})(?!\d)[.:、。,)]?(?P<rest>.*)"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a name or an identifier, classes (all where empty), what else is known of the thing.

    `known` are pairs of a short name of `FEATURES` and a value.
    """

    text: str
    kinds: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    limit: int = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """The same, read: `named` says that there is a name and not only an identifier."""

    iri: str
    kinds: tuple[str, ...]
    spellings: tuple[Spelling, ...]
    named: bool
    known: Mapping[str, frozenset[str]]


def read(query: Query, cities: Mapping[str, str]) -> Asked:
    """Read a question. A policy may be asked for by its code, or by code and name."""
    kinds = query.kinds or KINDS
    plain = plain_text(query.text)
    known = [(feature, plain_value(feature, value)) for feature, value in query.known]
    written = spellings(query.text, cities)
    named = bool(written)
    number = plain.removeprefix("t").replace("-", "")
    coded = _CODED.fullmatch(plain) if POLICY in kinds else None
    if is_corporate_number(number):
        known.append((NUMBER, number))
        named = False
    elif coded:
        codes = only_codes(coded["code"])
        known.append((NOTATION, codes[0].notation if codes else coded["code"]))
        named = bool(bare(coded["rest"]))
        written += spellings(coded["rest"], cities)
    values: dict[str, set[str]] = {}
    for feature, value in filter(lambda pair: pair[1], known):
        values.setdefault(feature, set()).add(value)
    told = {feature: frozenset(each) for feature, each in values.items()}
    return Asked(query.text.strip(), kinds, written, named, told)
