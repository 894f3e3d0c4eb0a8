"""Look-ups about named things, told from all other queries by their whole text (decision 0020).

    PREFIX ex: <http://example.org/> SELECT ?p ?o WHERE { ex:thing ?p ?o } LIMIT 10 # a comment

Only what this small grammar covers from end to end is one. It has no strings, escapes, inner brackets,
paths or functions, and white space wherever engines could part words otherwise, so there is one way
to read such a text. A query that is none is no worse for it: it goes the ordinary way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MOST_ROWS = 200
"""Rows that a look-up may make: about a millisecond, what a request that is sent away costs too."""

MOST_PATTERNS = 10
"""Triple patterns of a look-up."""

_LONGEST = 2000
_REFUSED = "service"
"""Letters that the guard refuses even in a prefix; it shall say so."""

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_W, _S = r"[ \t\r\n]*+", r"[ \t\r\n]++"
_IRI = r"""<[A-Za-z][A-Za-z0-9+.-]*+:[^<>"'{}|^`\\\x00-\x20]*+>"""
_VARIABLE = r"[?$][A-Za-z_][A-Za-z0-9_]*+"
_PREFIX = r"(?:[A-Za-z][A-Za-z0-9_-]*+)?:"
_NAME = rf"{_PREFIX}[A-Za-z0-9_][A-Za-z0-9_-]*+"
_NAME_ENDS = r"(?=[ \t\r\n;,}]|\.[ \t\r\n}])"
_TERM = f"(?:{_IRI}|{_VARIABLE}|{_NAME}{_NAME_ENDS})"
_SAID = f"(?:{_TERM}|a){_S}{_TERM}(?:{_W},{_W}{_TERM})*+"
_SENTENCE = f"{_TERM}{_S}{_SAID}(?:{_W};{_W}{_SAID})*+"
_LIMIT, _OFFSET = (rf"(?i:{word}){_S}(?P<{word}%s>\d{{1,9}})" for word in ("limit", "offset"))
_QUERY = re.compile(
    rf"""(?P<query>{_W}
        (?P<prologue>(?:(?i:PREFIX){_S}{_PREFIX}{_W}{_IRI}{_W})*+)
        (?i:SELECT)(?:{_W}\*|(?:{_S}{_VARIABLE})++){_W}
        (?:(?i:WHERE){_W})?
        \{{{_W}(?P<block>{_SENTENCE}(?:{_W}\.{_W}{_SENTENCE})*+(?:{_W}\.)?){_W}\}}
    )
    (?:{_W}{_LIMIT % 1}(?:{_S}{_OFFSET % 1})?|{_W}{_OFFSET % 2}(?:{_S}{_LIMIT % 2})?)?
    (?:{_W}\#[^\r\n\\]*+)*+{_W}""",
    re.VERBOSE | re.ASCII,
)
_PIECE = re.compile(f"{_IRI}|{_VARIABLE}|{_NAME}|[a.;,]", re.ASCII)
_DECLARED = re.compile(f"({_PREFIX}){_W}<([^>]*)>", re.ASCII)


class Pattern(NamedTuple):
    """A triple pattern: the IRIs in it, None where a variable stands."""

    subject: str | None
    predicate: str | None
    object: str | None


@dataclass(frozen=True, slots=True)
class LookUp:
    """A look-up: its patterns, and its text with a limit that is no higher than one row over `MOST_ROWS`."""

    text: str
    patterns: tuple[Pattern, ...]


def look_up(query: str) -> LookUp | None:
    """Return the look-up that a query is, None where it is anything else.

    >>> look_up("SELECT ?p ?o { <http://a.example/x> ?p ?o } LIMIT 5 # now").text
    'SELECT ?p ?o { <http://a.example/x> ?p ?o } LIMIT 5 OFFSET 0'
    >>> look_up("SELECT * { ?s ?p ?o }"), look_up("SELECT * { <http://a.example/x> <http://p.example/>* ?o }")
    (None, None)
    """
    found = _QUERY.fullmatch(query) if len(query) <= _LONGEST else None
    if found is None or _REFUSED in query.lower():
        return None
    limit = min(int(found["limit1"] or found["limit2"] or MOST_ROWS + 1), MOST_ROWS + 1)
    offset = int(found["offset1"] or found["offset2"] or 0)
    patterns = _patterns(found["block"], dict(_DECLARED.findall(found["prologue"])))
    if patterns is None or offset > MOST_ROWS:
        return None
    return LookUp(f"{found['query']} LIMIT {limit} OFFSET {offset}", patterns)


def _patterns(block: str, prefixes: dict[str, str]) -> tuple[Pattern, ...] | None:
    """Return the patterns of a block; None where there are too many, or one does not suit."""
    made: list[Pattern] = []
    for terms in _triples(_PIECE.findall(block)):
        variables = [term for term in terms if term[0] in "?$"]
        pattern = Pattern(*(_meant(term, prefixes) for term in terms))
        one_walk = len({name[1:] for name in variables}) == len(variables)
        if not one_walk or not (pattern.subject or pattern.object) or len(made) == MOST_PATTERNS:
            return None
        made.append(pattern)
    return tuple(made)


def _triples(pieces: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the triples as they are written; `,` keeps subject and predicate, `;` the subject."""
    place, subject, predicate = 0, "", ""
    sign = "."
    while place < len(pieces):
        if sign == ".":
            subject, place = pieces[place], place + 1
        if sign != ",":
            predicate, place = pieces[place], place + 1
        yield subject, predicate, pieces[place]
        sign, place = pieces[place + 1] if place + 1 < len(pieces) else "", place + 2


def _meant(term: str, prefixes: dict[str, str]) -> str | None:
    """Return the IRI that a term means, None for a variable; what no prefix explains is left as it is."""
    if term[0] in "?$":
        return None
    if term[0] == "<":
        return term[1:-1]
    if term == "a":
        return _TYPE
    prefix, colon, name = term.partition(":")
    return prefixes.get(prefix + colon, prefix + colon) + name
