"""The rows of any query as CSV that Excel opens as it is: Japanese whole, no text run as a formula."""

import csv
import io

from starlette.requests import Request
from starlette.responses import Response

from api.errors import RefusedQuery
from api.protocol import read
from api.represent import represent
from api.rows import Rows, Term, rows_of, truth
from api.site import JSON, apart, ask
from api.sparql.question import Answer, Question
from core.spreadsheet import BYTE_ORDER_MARK, harmless
from ontology.terms import XSD

_NUMBERS = frozenset(map(str, (XSD.decimal, XSD.integer, XSD.nonNegativeInteger)))
_MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_TRUTH = "answer"


async def excel(request: Request) -> Response:
    """Answer a query of the SPARQL protocol (SELECT or ASK) with a table to keep as a file."""
    asked = await read(request)
    if asked.query is None:
        raise RefusedQuery("query-missing")
    answer = await ask(request, Question(asked.query, JSON, asked.dataset))
    body = await apart(request, len(answer.body), lambda: table(_rows(answer)).encode())
    response = represent(request, body, _MEDIA_TYPE, answer.release)
    response.headers["Content-Disposition"] = 'attachment; filename="tsunagu.csv"'
    return response


def table(found: Rows) -> str:
    r"""Return rows as CSV for Excel. Numbers stay numbers; other text that would be a formula is not one.

    >>> table(Rows(("n", "text"), ({"n": Term("literal", "-1", datatype=str(XSD.integer))},)))
    '\ufeffn,text\r\n-1,\r\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(found.variables)
    writer.writerows([_cell(row.get(name)) for name in found.variables] for row in found.rows)
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(answer: Answer) -> Rows:
    said = truth(answer)
    return rows_of(answer) if said is None else Rows((_TRUTH,), ({_TRUTH: Term("literal", str(said))},))


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if term.datatype in _NUMBERS else harmless(term.value)
