"""The forms in which findings are handed on: for people, for spreadsheets, for programs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.messages import Language
from shapes.report import Finding, as_csv, as_json, as_text
from shapes.written.page import as_html
from shapes.written.sarif import as_sarif
from shapes.written.turtle import as_turtle


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a report: its media type, and what writes it."""

    media_type: str
    write: Callable[[Sequence[Finding], Language], str]


FORMS: dict[str, Form] = {
    "text": Form("text/plain; charset=utf-8", as_text),
    "csv": Form("text/csv; charset=utf-8", as_csv),
    "json": Form("application/json", lambda findings, _: as_json(findings)),
    "html": Form("text/html; charset=utf-8", as_html),
    "sarif": Form("application/sarif+json", as_sarif),
    "ttl": Form("text/turtle", lambda findings, _: as_turtle(findings)),
}
"""By name, which is also the suffix of a file."""
