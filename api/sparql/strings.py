"""Strings of SPARQL as the text that they hold."""

import re

_NAMED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LONG = re.compile(r"(\"{3}|'{3}).*\1", re.DOTALL)
_LAST_CODE_POINT = 0x10FFFF


def unquoted(token: str) -> str:
    """Return the text of a string, with any of the four kinds of quotes.

    >>> unquoted("'防災'"), unquoted('"a b"')
    ('防災', 'a b')
    """
    quotes = 3 if _LONG.fullmatch(token) else 1
    return _ESCAPE.sub(_meant, token[quotes:-quotes])


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code is None:
        return _NAMED.get(escape[3], escape[3])
    return chr(int(code, 16)) if int(code, 16) <= _LAST_CODE_POINT else "\N{REPLACEMENT CHARACTER}"
