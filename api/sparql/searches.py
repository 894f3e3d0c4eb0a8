"""Finds `?x fn:search "語"` among the tokens of a query.

It is a sentence of its own or a part of one that has a variable as its subject; `(?x ?score)` as
subject also asks for the rank. What else is written with this property is refused, so that nothing
is ever found by misunderstanding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.errors import RefusedQuery
from api.sparql.strings import unquoted
from api.sparql.tokens import Token, position

PROPERTY = "https://w3id.org/tsunagu/fn#search"
"""The property; its prefix is `fn:`."""

_BRACKETS = {")": "(", "]": "[", "}": "{"}
_PAIR = 4


@dataclass(frozen=True, slots=True)
class Search:
    """One search of a query; `subject`, `begin` and `end` are places among its tokens.

    The property and its words go from `begin` to `end`. `leading` tells that nothing stays between
    them and the subject: then the semicolons that follow belong to them too, and where nothing
    follows the subject is `alone` and goes as well. `variables` are those of the thing and of the
    score, if that is asked for.
    """

    words: str
    variables: tuple[str, ...]
    subject: int
    begin: int
    end: int
    leading: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class _Subject:
    place: int
    variables: tuple[str, ...]
    leading: bool


def searches(query: str, tokens: Sequence[Token]) -> Iterator[Search]:
    """Yield the searches of one reading of a query; refuse what is not of the form."""
    prefixes = _prefixes(tokens)
    last: Search | None = None
    for place, token in enumerate(tokens):
        if _iri(token, prefixes) == PROPERTY and not _is_declared(tokens, place):
            last = _search(tokens, place, last)
            if last is None:
                line, column = position(query, token.offset)
                raise RefusedQuery("search-form", line=line, column=column)
            yield last


def _prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "prefixed" and iri.kind == "iri"
    }


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    """Return the IRI that a token stands for; nothing for other tokens."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.rstrip(".").partition(":")
    known = token.kind == "prefixed" and prefix in prefixes
    return prefixes[prefix] + local.replace("\\", "") if known else ""


def _is_declared(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a name or an IRI stands in `PREFIX x: <…>`."""
    back = 2 if tokens[place].kind == "iri" else 1
    return _text(tokens, place - back).upper() == "PREFIX"


def _search(tokens: Sequence[Token], place: int, last: Search | None) -> Search | None:
    """Return the search whose property stands at `place`, None where it is not of the form."""
    end, subject = _after_words(tokens, place), _subject(tokens, place, last)
    if end is None or subject is None:
        return None
    following = end
    while _text(tokens, following) == ";":
        following += 1
    more = following > end and _text(tokens, following) not in (".", "}", "")
    if more and len(subject.variables) > 1:
        return None  # the sentence would go on about a list
    return Search(
        words=unquoted(tokens[place + 1].text),
        variables=subject.variables,
        subject=subject.place,
        begin=place,
        end=following if subject.leading else end,
        leading=subject.leading,
        alone=subject.leading and not more,
    )


def _after_words(tokens: Sequence[Token], place: int) -> int | None:
    """Return the place after the words, None where there is not just one string."""
    if place + 1 >= len(tokens) or tokens[place + 1].kind != "string":
        return None
    end = place + 2
    if end < len(tokens) and tokens[end].kind == "tag":
        end += 1
    return None if _text(tokens, end) in (",", "^^") else end


def _subject(tokens: Sequence[Token], place: int, last: Search | None) -> _Subject | None:
    before = place - 1
    if _text(tokens, before) == ";":
        if last is not None and last.leading and last.end == place:
            return _Subject(last.subject, last.variables, True)
        start = _start(tokens, before)
        if start is None or tokens[start].kind != "variable":
            return None
        return _Subject(start, (tokens[start].text,), False)
    if before >= 0 and tokens[before].kind == "variable":
        return _Subject(before, (tokens[before].text,), True)
    if place >= _PAIR and (tokens[place - _PAIR].text, tokens[before].text) == ("(", ")"):
        one, other = tokens[place - _PAIR + 1 : before]
        if one.kind == other.kind == "variable" and one.text[1:] != other.text[1:]:
            return _Subject(place - _PAIR, (one.text, other.text), True)
    return None


def _start(tokens: Sequence[Token], place: int) -> int | None:
    """Return where the sentence begins that `place` is in; None inside of other brackets."""
    while place >= 0:
        token = tokens[place]
        if token.text in (".", "{", "}") or (token.kind == "prefixed" and token.text.endswith(".")):
            break
        if token.text in ("(", "["):
            return None
        if token.text in _BRACKETS:
            opening = _opening(tokens, place)
            if _is_called(tokens, opening):
                break
            place = opening
        place -= 1
    return place + 1


def _opening(tokens: Sequence[Token], place: int) -> int:
    """Return where the bracket opens that closes at `place`; before the beginning where it does not."""
    depth = 0
    for at in range(place, -1, -1):
        depth += (tokens[at].text in _BRACKETS) - (tokens[at].text in _BRACKETS.values())
        if depth == 0:
            return at
    return -1


def _is_called(tokens: Sequence[Token], opening: int) -> bool:
    """Tell whether brackets are those of FILTER, BIND or a function, not of a list or a path."""
    if opening < 1 or tokens[opening].text != "(":
        return False
    before = tokens[opening - 1]
    named = before.kind in ("iri", "prefixed") and _text(tokens, opening - 2).upper() == "FILTER"
    return named or (before.kind == "word" and before.text != "a")


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""
