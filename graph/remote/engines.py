"""What SPARQL servers do in their own way, as far as it matters here. `docs/scale.md` tells of it."""

import math
from collections.abc import Mapping

_CUT = ("x-sparql-maxrows", "x-sql-state")
"""Headers by which Virtuoso says that an answer with status 200 is not whole."""

_SAYS_NOTHING = "virtuoso"
"""It cuts the triples of a CONSTRUCT at its limit of rows and says so nowhere."""

VALUES_AT_ONCE = 50
"""Subjects that are asked for in one query."""

INSERTED_AT_ONCE = 1000
"""Triples of one INSERT DATA; Virtuoso's parser runs out of memory between 1,000 and 5,000."""

NO_GRAPH = "urn:tsunagu:none"
"""The name of a graph that is nowhere: who names it as the only one sees none."""

MERGE = "urn:tsunagu:merge"
"""The graph of the merge, on servers whose default graph is the union of the named ones."""

TRIAL = "urn:tsunagu:trial"
"""A graph of one triple, there for a moment: it shows what a server's default graph is."""


def says_cut(headers: Mapping[str, str]) -> bool:
    """Tell whether a server itself says that its answer is not whole."""
    return any(name in headers for name in _CUT)


def may_cut(headers: Mapping[str, str]) -> bool:
    """Tell whether the triples of a CONSTRUCT may be cut without a word.

    They are whole where the server can give as many rows (`rows_query`): it stops at the first
    triple beyond its limit.
    """
    return _SAYS_NOTHING in headers.get("server", "").lower()


def rows_query(rows: int) -> str:
    """Return a query that has so many rows on any data.

    >>> rows_query(3)
    'SELECT (1 AS ?x) WHERE { VALUES ?a { 0 1 } VALUES ?b { 0 1 } } LIMIT 3'
    """
    digits = " ".join(map(str, range(math.isqrt(max(0, rows - 1)) + 1)))
    return f"SELECT (1 AS ?x) WHERE {{ VALUES ?a {{ {digits} }} VALUES ?b {{ {digits} }} }} LIMIT {rows}"
