"""Which queries look like look-ups: all that they ask for hangs on something that they name.

Nobody can know how long a query takes before it has run, and nothing is refused or allowed by this
guess. It only says who goes first while a line stands still.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_TERM = re.compile(
    r"""(?P<variable>[?$]\w+)
    | (?P<constant><[^<>\s]*>|"[^"\n]*"(?:@[\w-]+|\^\^\S+)?|'[^'\n]*'|[\w-]*:[\w.-]*\w|\b\d+\b)
    | (?P<word>\w+)
    | (?P<sign>[][.;,{}()*+|/])""",
    re.VERBOSE,
)
_LONGEST = 2000
_SORTING = ("ORDER", "GROUP", "HAVING", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT")
_HEAVY = frozenset((*_SORTING, "REGEX", "MINUS", "EXISTS"))
_PATHS = frozenset("*+|/[")
_NAMED = ""
"""Stands for everything that a query names."""

Triple = tuple[str, str, str]


def light(query: str) -> bool:
    """Tell whether a query looks like a look-up.

    >>> light("SELECT ?p ?o { <http://a.example/x> ?p ?o }"), light("SELECT * { ?s ?p ?o . ?a ?b ?c }")
    (True, False)
    """
    if len(query) > _LONGEST:
        return False
    words = {match.group().upper() for match in re.finditer(r"\w+", query)}
    if words & _HEAVY:
        return False
    triples = list(_triples(query[query.find("{") :]))
    few = len(triples) == 1 and "LIMIT" in words and "FILTER" not in words
    return few or _all_hang_on_names(triples)


def _triples(text: str) -> Iterator[Triple]:
    """Yield the triple patterns, roughly; a variable is itself, the word `a` too, a name is `_NAMED`."""
    depth, terms, before = 0, list[str](), ""
    for match in _TERM.finditer(text):
        kind, found, word = match.lastgroup, match.group(), before
        before = found.upper()
        depth += (found == "(") - (found == ")")
        if depth or found == ")":
            continue
        if kind == "sign":
            if found in _PATHS:
                yield "?", "?", "?"
            terms = terms[: {";": 1, ",": 2}.get(found, 0)]
        elif word == "VALUES":
            yield _NAMED, _NAMED, found
        elif kind != "word" or found == "a":
            terms.append(_NAMED if kind == "constant" else found)
            if len(terms) == 3:
                yield terms[0], terms[1], terms[2]


def _all_hang_on_names(triples: list[Triple]) -> bool:
    """Tell whether all variables are joined with something named; a class alone is too much."""
    groups = {_NAMED: _NAMED}

    def group(term: str) -> str:
        while groups.setdefault(term, term) != term:
            term = groups[term]
        return term

    for subject, predicate, value in triples:
        of_class = predicate == "a" and value == _NAMED
        ends = [subject] if of_class else [subject, value]
        joined = ends if predicate in (_NAMED, "a") else [*ends, predicate]
        for one, other in pairwise(joined):
            groups[group(one)] = group(other)
        group(subject)
    return len({group(term) for term in list(groups)}) == 1
