"""Executes one query and writes its answer, whole or not at all."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, Triple, serialize

from api.sparql.dataset import MERGED_TRIPLES, Source, TooManyTriples
from api.sparql.prefixes import undeclared
from api.sparql.wire import Reply, Request, Start

_MIB = 1024 * 1024
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_CSV_STRING = re.compile(rb'"[^"]*"')
_ERROR = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_EXPECTED = re.compile(r'"[^"]+"|\b[A-Z]{2,}\b')
_FUNCTION = re.compile(r"custom (?:aggregate )?function <([^>]*)> is not supported")
_MOST_EXPECTED = 12
_NOT_OFFERED = ("LATERAL", "SERVICE")
_ERROR_LENGTH = 200

_ROWS: dict[str, Callable[[bytes], int]] = {
    "json": lambda body: _STRING.sub(b"", body).count(b"},{") + 1,
    "xml": lambda body: body.count(b"<result>"),
    "csv": lambda body: _CSV_STRING.sub(b"", body).count(b"\n") - 1,
    "tsv": lambda body: body.count(b"\n") - 1,
}
"""How many rows a written answer has, exactly: what strings hold does not count."""


class Refusal(Exception):
    """The answer is not given; `reply` says why."""

    def __init__(self, error: str, **values: str | int) -> None:
        super().__init__(error)
        self.reply = Reply(error=error, values=values)


class Bounded(BytesIO):
    """A buffer that refuses to grow over `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: object, /) -> int:
        """Take the bytes, or refuse the answer."""
        if not isinstance(data, bytes | bytearray | memoryview):
            raise TypeError(type(data))
        if self.tell() + len(data) > self.limit:
            raise Refusal("answer-too-large", limit=self.limit // _MIB)
        return super().write(data)


def answer(store: Store, request: Request, limits: Start) -> tuple[Reply, bytes]:
    """Return the answer of one query, or the reason why there is none."""
    try:
        name, body = _run(store, request, limits)
    except Refusal as refusal:
        return refusal.reply, b""
    except SyntaxError as error:
        return undeclared(request.query, limits.prefixes) or _syntax(str(error)), b""
    except TooManyTriples:
        return Reply(error="graphs-too-large", values={"limit": MERGED_TRIPLES}), b""
    except MemoryError:
        return Reply(error="query-memory"), b""
    except (OSError, RuntimeError, ValueError) as error:
        return _invalid(str(error)), b""
    return Reply(format=name), body


def _run(store: Store, request: Request, limits: Start) -> tuple[str, bytes]:
    """Execute and serialise; return the name of the format and the bytes."""
    source = Source.of(store, request.query, request.default_graphs, request.named_graphs)
    results = source.store.query(request.query, default_graph=source.default, named_graphs=source.named)
    buffer = Bounded(limits.most_bytes)
    if isinstance(results, QueryTriples):
        graph = RdfFormat.from_extension(_needed(request.graph))
        triples = _counted(iter(results), limits.most_rows)
        serialize(triples, buffer, format=graph, prefixes=limits.prefixes)
        return _needed(request.graph), buffer.getvalue()
    name = _needed(request.rows)
    results.serialize(buffer, format=QueryResultsFormat.from_extension(name))
    body = buffer.getvalue()
    # Counting in the written answer is much cheaper than making each row a Python object.
    if len(body) > limits.most_rows < _ROWS[name](body):
        raise Refusal("answer-too-many-rows", limit=limits.most_rows)
    return name, body


def _needed(format_name: str | None) -> str:
    """Return the format for this kind of answer; the client may take only the other kind."""
    if format_name is None:
        raise Refusal("accept-other-kind")
    return format_name


def _counted(triples: Iterator[Triple], limit: int) -> Iterator[Triple]:
    for number, triple in enumerate(triples, 1):
        if number > limit:
            raise Refusal("answer-too-many-rows", limit=limit)
        yield triple


def _invalid(message: str) -> Reply:
    """Say what else is wrong with a query; a function that nobody knows is most often misspelt."""
    function = _FUNCTION.search(message)
    if function:
        return Reply(error="query-function-unknown", values={"function": function[1][:_ERROR_LENGTH]})
    return Reply(error="query-invalid", values={"reason": message[:_ERROR_LENGTH]})


def _syntax(message: str) -> Reply:
    """Turn the parser's message into line, column and what was expected there."""
    found = _ERROR.match(message)
    if found is None:
        return _invalid(message)
    place: dict[str, str | int] = {"line": int(found.group(1)), "column": int(found.group(2))}
    shown = [word for word in _EXPECTED.findall(found.group(3)) if word not in _NOT_OFFERED]
    if not shown:
        return Reply(error="query-syntax-place", values=place)
    expected = " ".join(shown[:_MOST_EXPECTED]) + (" …" if len(shown) > _MOST_EXPECTED else "")
    return Reply(error="query-syntax", values=place | {"expected": expected})
