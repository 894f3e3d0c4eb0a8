"""What is refused before any engine parses it.

A parser that recurses ends its process on a few kilobytes of nested braces, and Oxigraph fetches
`SERVICE` addresses with no switch to forbid it. So the text is cut into tokens first, in every way
that an engine could read it. The engine's process has a second wall: it cannot open a connection.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from api.errors import RefusedQuery
from api.sparql.tokens import Token, position, readings

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

QUERY_BYTES = 100 * 1024
"""Largest query text."""

NESTING = 100
"""Deepest nesting of brackets of all kinds."""

MOST_TOKENS = 30_000
"""Most words, names and signs of one query."""

_OPENING, _CLOSING = ("{", "(", "[", "<<"), ("}", ")", "]", ">>")
_MOST = {
    **dict.fromkeys(("{", "(", "[", "<<", "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS"), 2000),
    **dict.fromkeys(("||", "&&", "/", "|", "^", "!", "+", "-", "*", "="), 2000),
}
"""How often each sign may stand in one query; engines recurse over chains of them."""

_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_CLAUSES = ("FROM", "NAMED")
_SHORT = min(_MOST.values())
_LETTERS = ("SERVICE", *_UPDATES, *_CLAUSES)


def check(query: str) -> Form | None:
    """Refuse what must not reach the engine; return the form of the query.

    None means that the text has no form of query: the engine will say what is wrong with it.
    """
    size = len(query.encode("utf-8", "replace"))
    if size > QUERY_BYTES:
        raise RefusedQuery("query-too-long", size=size, limit=QUERY_BYTES)
    everything = []
    for tokens in readings(query):
        if len(tokens) > MOST_TOKENS:
            raise RefusedQuery("query-too-many-words", count=len(tokens), limit=MOST_TOKENS)
        everything.append(tokens)
        _refuse_words(query, tokens)
        _refuse_nesting(query, tokens)
        _refuse_chains(tokens)
    _refuse_glued(query, everything[0])
    return _form(query, everything[0])


def harmless(query: str) -> bool:
    """Tell at a glance that `check` has nothing to refuse in a text, and that most of them are such.

    A short text without the letters of any word that matters, without escapes, and with few brackets
    holds none of it in whatever way it is read. Open quotes are then left to the engine.
    """
    letters = query.upper()
    return (
        len(query) <= _SHORT
        and "\\" not in query
        and sum(map(query.count, _OPENING)) <= NESTING
        and not any(word in letters for word in _LETTERS)
        and query.count('"') % 2 == query.count("'") % 2 == 0
    )


def _refuse_words(query: str, tokens: Sequence[Token]) -> None:
    """Refuse SERVICE and quotes that never close.

    Engines take keywords without a space after them (`trueSERVICE:x{}`), so any word or prefix
    that holds the letters counts.
    """
    for token in tokens:
        name = token.text.partition(":")[0] if token.kind == "prefixed" else token.text
        if token.kind in ("word", "prefixed") and "service" in name.lower():
            raise _at("query-service", query, token)
        if token.kind == "sign" and token.text in "\"'":
            raise _at("query-quote-open", query, token)


def _refuse_nesting(query: str, tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > NESTING:
            raise _at("query-too-deep", query, token, limit=NESTING)


def _refuse_chains(tokens: Sequence[Token]) -> None:
    counts = Counter(token.text.upper() for token in tokens if token.kind in ("sign", "word"))
    for sign, limit in _MOST.items():
        if counts[sign] > limit:
            raise RefusedQuery("query-too-many", sign=sign, count=counts[sign], limit=limit)


def _refuse_glued(query: str, tokens: Sequence[Token]) -> None:
    """Refuse FROM without a space behind it (`FROMx:g`).

    Oxigraph takes it for a clause; nobody else does, nor does `api.sparql.dataset`.
    """
    declared = {name.text for word, name in pairwise(tokens) if word.text.upper() == "PREFIX"}
    for token in tokens:
        name, colon, _ = token.text.partition(":")
        apart = token.text.upper() in _CLAUSES or name + colon in declared
        if (
            token.kind in ("word", "prefixed")
            and not apart
            and any(each in name.upper() for each in _CLAUSES)
        ):
            raise _at("query-from-glued", query, token)


def _form(query: str, tokens: Sequence[Token]) -> Form | None:
    """Return the form; refuse updates."""
    words = [token for token in tokens if token.kind == "word"]
    for token in words:
        if token.text.upper() in _UPDATES:
            raise _at("query-update", query, token)
        if token.text.upper() in _FORMS:
            break
    return next((form for token in words for form in _FORMS if token.text.upper() == form), None)


def _at(key: str, query: str, token: Token, **values: object) -> RefusedQuery:
    line, column = position(query, token.offset)
    return RefusedQuery(key, line=line, column=column, **values)
