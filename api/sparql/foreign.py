"""What another server answers becomes our answer: whole, in the format that the client takes.

Rows come as JSON and graphs as N-Triples, and are read before anything is passed on. Oxigraph breaks
an answer off with a sentence in it and status 200, and Virtuoso says in a header that it has cut one;
neither ever reaches a client.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
    serialize,
)

from api.errors import AnswerTooLarge, NotAcceptable, QueryError, RefusedQuery, TooSlow, Unavailable
from api.sparql.formats import Choice
from api.sparql.guard import Form
from core.settings import Settings
from graph.remote.engines import says_cut
from ontology.terms import PREFIXES

T = TypeVar("T")

RETRY = 30
"""Seconds after which a client may come again when the server does not answer."""

_MIB = 1024 * 1024
_JSON, _TSV = QueryResultsFormat.JSON, QueryResultsFormat.TSV
_PLACE = re.compile(r"error at (\d+):(\d+)")
_STOPPED = re.compile(r"S1T00|has been cancelled|time[d ]*out", re.IGNORECASE)
_OWN = re.compile(r"Virtuoso \w+ Error ")
_BOOLEAN = b"http://www.w3.org/2001/XMLSchema#boolean"
_IN_TRIPLES, _IN_JSON = b'"%s"^^<%s>', b'"value":"%s","datatype":"%s"'
_TRUTH = {b"0": b"false", b"1": b"true"}
_SHOWN = 200
_BAD_REQUEST, _TOO_LATE = 400, (408, 504)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads answers, within the limits of the settings."""

    settings: Settings

    def written(self, form: Form, choice: Choice, body: bytes) -> tuple[bytes, str]:
        """Return an answer in the format of the choice, and the format's name."""
        chosen = choice.rows if form in ("SELECT", "ASK") else choice.graph
        if chosen is None:
            raise NotAcceptable("accept-other-kind")
        written = self._read(form, body, chosen.name)
        if written is None:
            raise TooSlow("endpoint-half")
        if len(written) > self.most_bytes:
            raise self.too_large()
        return written, chosen.name

    @property
    def most_bytes(self) -> int:
        """Most bytes of an answer, of the one that comes as of the one that goes."""
        return self.settings.query_bytes * _MIB

    def too_large(self) -> AnswerTooLarge:
        """Return the error of an answer that is too large."""
        return AnswerTooLarge("answer-too-large", limit=self.settings.query_bytes)

    def problem(self, status: int, headers: Mapping[str, str], text: str = "") -> QueryError | None:
        """Return what is wrong, by status, headers and the words of an error; None where all is well."""
        if 200 <= status < 300:
            return self._cut(headers) if says_cut(headers) else None
        if status in _TOO_LATE or _STOPPED.search(text):
            return self.too_slow()
        if status == _BAD_REQUEST or _OWN.match(text):
            return _refused(text)
        return Unavailable("endpoint-down", retry=RETRY)

    def too_slow(self) -> TooSlow:
        """Return the error of a query that was stopped."""
        return TooSlow("query-too-slow", seconds=f"{self.settings.query_timeout:g}")

    def _cut(self, headers: Mapping[str, str]) -> QueryError:
        rows = headers.get("x-sparql-maxrows")
        return AnswerTooLarge("answer-too-many-rows", limit=rows) if rows else self.too_slow()

    def _read(self, form: Form, body: bytes, name: str) -> bytes | None:
        """Return an answer in another format, None for half of one.

        The error of the parser goes no further: it holds on to the rows that were being read, and
        whoever asked is in another thread, where the engine does not let go of them.
        """
        try:
            return self._rows(form, body, name) if form in ("SELECT", "ASK") else self._graph(body, name)
        except SyntaxError:
            return None

    def _rows(self, form: Form, body: bytes, name: str) -> bytes:
        wanted = QueryResultsFormat.from_extension(name) or _JSON
        if form == "ASK":
            return _truth(parse_query_results(body, _JSON)).serialize(format=wanted) or b""
        body = _plain_rows(body)
        # Strings have no line ends in TSV, so it tells how many rows there are.
        lines = parse_query_results(body, _JSON).serialize(format=_TSV) or b""
        if lines.count(b"\n") - 1 > self.settings.query_rows:
            raise AnswerTooLarge("answer-too-many-rows", limit=self.settings.query_rows)
        return lines if wanted == _TSV else parse_query_results(body, _JSON).serialize(format=wanted) or b""

    def _graph(self, body: bytes, name: str) -> bytes:
        triples = self._counted(parse(_plain(body, _IN_TRIPLES), format=RdfFormat.N_TRIPLES))
        buffer = BytesIO()
        serialize(triples, buffer, format=RdfFormat.from_extension(name), prefixes=PREFIXES)
        return buffer.getvalue()

    def _counted(self, items: Iterable[T]) -> Iterator[T]:
        for number, item in enumerate(items, 1):
            if number > self.settings.query_rows:
                raise AnswerTooLarge("answer-too-many-rows", limit=self.settings.query_rows)
            yield item


def _truth(found: QueryBoolean | QuerySolutions) -> QueryBoolean | QuerySolutions:
    """Return what an ASK says. Virtuoso answers it with a row that holds 1, or with none."""
    if isinstance(found, QueryBoolean):
        return found
    said = any(isinstance(row[0], Literal) and row[0].value not in ("0", "false") for row in found)
    return parse_query_results(b'{"head":{},"boolean":%s}' % (b"true" if said else b"false"), _JSON)


def _plain_rows(body: bytes) -> bytes:
    if _BOOLEAN not in body:
        return body
    return _plain(parse_query_results(body, _JSON).serialize(format=_JSON) or b"", _IN_JSON)


def _plain(body: bytes, written: bytes) -> bytes:
    """Write truth as words, which is what the release says; Virtuoso gives digits back.

    No string can hold such a value as it is `written`: the quotes in it would be escaped.
    """
    for digit, word in _TRUTH.items():
        body = body.replace(written % (digit, _BOOLEAN), written % (word, _BOOLEAN))
    return body


def _refused(text: str) -> RefusedQuery:
    """Say what a server has against a query: where, if it tells that, else its own words."""
    place = _PLACE.match(text)
    if place:
        return RefusedQuery("query-syntax-place", line=int(place[1]), column=int(place[2]))
    return RefusedQuery("query-invalid", reason=text.partition("\n")[0][:_SHOWN])
