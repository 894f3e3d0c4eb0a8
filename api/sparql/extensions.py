"""Refuses what other engines understand beyond SPARQL 1.1, before a query goes to one of them.

Virtuoso calls functions of its own, and of its host, under `bif:` and `sql:`, one of which fetches
any address; `DEFINE` and `OPTION` steer it, and it takes updates where it takes queries. Jena loads
classes under `java:`. The names can be put together from a prefix, so a prefix must be a whole IRI.
"""

import re
from collections.abc import Sequence

from api.errors import RefusedQuery
from api.sparql.tokens import Token, position, readings

_WORDS = ("DEFINE", "OPTION")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_SCHEMES = ("bif", "file", "java", "jdbc", "sql", "xsl")
_SCHEME = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*):")
_SHOWN = 40


def refuse_extensions(query: str) -> None:
    """Raise `RefusedQuery` where a query, in any way to read it, holds an extension."""
    for tokens in readings(query):
        for place, token in enumerate(tokens):
            if token.kind == "word" and token.text.upper() in _UPDATES:
                raise _at("query-update", query, token)
            if _is_extension(token) or _is_half_a_name(tokens, place):
                raise _at("endpoint-extension", query, token, word=token.text[:_SHOWN])


def _is_extension(token: Token) -> bool:
    if token.kind == "word":
        return token.text.upper() in _WORDS
    if token.kind == "prefixed":
        return token.text.partition(":")[0].lower() in _SCHEMES
    if token.kind == "iri":
        scheme = _SCHEME.match(token.text)
        return scheme is not None and scheme[1].lower() in _SCHEMES
    return token.text == "`"


def _is_half_a_name(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a prefix or the base is declared by an IRI without a scheme (`PREFIX x: <bi>`)."""
    if tokens[place].kind != "iri" or _SCHEME.match(tokens[place].text):
        return False
    before = [token.text.upper() for token in tokens[max(0, place - 2) : place]]
    return before[-1:] == ["BASE"] or before[:1] == ["PREFIX"]


def _at(key: str, query: str, token: Token, **values: object) -> RefusedQuery:
    line, column = position(query, token.offset)
    return RefusedQuery(key, line=line, column=column, **values)
