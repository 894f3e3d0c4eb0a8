"""Names whose prefix a query does not declare. The engine says only that something else was expected."""

from collections.abc import Mapping
from itertools import pairwise

from api.sparql.tokens import Token, position, readings
from api.sparql.wire import Reply

_ELSEWHERE = "…"


def undeclared(query: str, known: Mapping[str, str]) -> Reply | None:
    """Return what to say of the first name without a declared prefix; None where there is none.

    `known` are namespaces by prefix, for the line that is missing.
    """
    tokens = next(readings(query))
    declared = {"_:"} | {name.text for word, name in pairwise(tokens) if word.text.upper() == "PREFIX"}
    for token in tokens:
        prefix = _prefix(token)
        if token.kind == "prefixed" and prefix not in declared:
            line, column = position(query, token.offset)
            namespace = known.get(prefix.removesuffix(":"), _ELSEWHERE)
            place: dict[str, str | int] = {"line": line, "column": column}
            return Reply(
                error="query-prefix-missing", values=place | {"prefix": prefix, "namespace": namespace}
            )
    return None


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0] + ":"
