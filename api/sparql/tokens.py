"""Cuts SPARQL text into tokens, so that words in comments, strings and IRIs are told from keywords.

The grammar is ambiguous at `<`: in `FILTER(?a<?b)` it compares, in `?a <b>` it opens an IRI, and
engines differ in how they choose. They also differ in whether `\u0053` is a letter everywhere or
only inside strings and IRIs. `readings` returns all ways to read a text; whoever looks for
something forbidden looks in each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_IRI = r"""<[^<>"{}|^`\x00-\x20]*>"""
_SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:"
_CLEAR_IRI = rf"""<{_SCHEME}(?://[^<>"{{}}|^`\x00-\x20]*|(?:[^<>"{{}}|^`\\\#()'\x00-\x20]|(?<=\w)')*)>"""
"""What no engine takes for a comparison, or for nothing that matters.

No expression has `//`. Elsewhere (`<urn:x>`) it would have to end at a bracket to make place for a
keyword; a comment or a string in it would hide what follows, and no string begins right after a name.
"""
_GRAMMAR = r"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
             | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<iri>%s)
  | (?P<variable>[?$]\w+)
  | (?P<prefixed>(?:_|[^\W\d_][\w.-]*)?:(?:[\w:.-]|%%[0-9A-Fa-f]{2}|\\[^\w\s])*)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>\|\||&&|\^\^|<<|>>|<=|>=|!=|.)
"""
_TOKEN, _TOKEN_FEW_IRIS = (re.compile(_GRAMMAR % iri, re.VERBOSE | re.DOTALL) for iri in (_IRI, _CLEAR_IRI))
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (a group of the grammar), its text, its offset in the query."""

    kind: str
    text: str
    offset: int


def readings(query: str) -> Iterator[list[Token]]:
    """Yield every way to read `query`, without white space and comments.

    >>> [token.text for token in next(readings("ASK { ?s ?p 'SERVICE' } # SERVICE"))]
    ['ASK', '{', '?s', '?p', "'SERVICE'", '}']
    """
    plain, offsets = query, range(len(query) + 1)
    yield _cut(plain, offsets, _TOKEN)
    yield _cut(plain, offsets, _TOKEN_FEW_IRIS)
    if _ESCAPE.search(query):
        decoded, origins = _decoded(query)
        yield _cut(decoded, origins, _TOKEN)
        yield _cut(decoded, origins, _TOKEN_FEW_IRIS)


def position(query: str, offset: int) -> tuple[int, int]:
    r"""Return line and column (both from 1) of an offset.

    >>> position("ASK\n{ x", 6)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _cut(text: str, offsets: range | list[int], grammar: re.Pattern[str]) -> list[Token]:
    return [
        Token(match.lastgroup or "sign", match.group(), offsets[match.start()])
        for match in grammar.finditer(text)
        if match.lastgroup not in ("space", "comment")
    ]


def _decoded(query: str) -> tuple[str, list[int]]:
    """Return the text with code point escapes replaced, and where each character came from."""
    characters: list[str] = []
    offsets: list[int] = []
    end = 0
    for match in _ESCAPE.finditer(query):
        characters += query[end : match.start()]
        offsets += range(end, match.start())
        code = int(match.group(1) or match.group(2), 16)
        characters.append(chr(code) if code <= _LAST_CODE_POINT else "\N{REPLACEMENT CHARACTER}")
        offsets.append(match.start())
        end = match.end()
    characters += query[end:]
    offsets += range(end, len(query) + 1)
    return "".join(characters), offsets
