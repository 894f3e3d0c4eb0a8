"""Leaves out what says nothing: `VALUES ?x { UNDEF }`, the place of a parameter that nobody filled.

It binds nothing, so the answer is the same without it; but Virtuoso then loses most or all rows.
"""

from api.sparql.tokens import readings

_BLOCK = ("VALUES", None, "{", "UNDEF", "}")


def without_undef(query: str) -> str:
    """Return a query without such blocks; all else keeps its place.

    >>> without_undef("SELECT * { VALUES ?x { UNDEF } ?s ?p ?x }")
    'SELECT * {                     ?s ?p ?x }'
    """
    tokens = next(readings(query))
    characters = list(query)
    for place in range(len(tokens) - len(_BLOCK) + 1):
        block = tokens[place : place + len(_BLOCK)]
        words = (token.text.upper() for token in block)
        alike = all(wanted in (None, word) for wanted, word in zip(_BLOCK, words, strict=True))
        if alike and block[1].kind == "variable":
            for at in range(block[0].offset, block[-1].offset + 1):
                characters[at] = characters[at] if characters[at] in "\r\n" else " "
    return "".join(characters)
