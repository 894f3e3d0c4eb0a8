"""Findings: what the rules have to say about a graph, for people and for programs.

>>> finding = Finding(
...     severity="warning", shape="goal-results", message_ja="実績がありません。",
...     message_en="There is no result.", focus="urn:goal", label="花壇を増やす",
...     file="midori.txt", line=12, line_end=13, quote="花壇を増やす", path="^tng:objective", value="",
...     suggestion="", suggestion_en="",
... )
>>> finding.message("en"), finding.place("ja")
('There is no result.', 'midori.txt 12～13行目')
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from typing import Literal

from core.messages import Language, say, user_language
from core.spreadsheet import as_csv as table
from shapes.where import Order, Place

Severity = Literal["violation", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""From the gravest on. Only a violation keeps a sheet out of a release."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold, where it stands, and what to do.

    `shape` is the name of the rule: the part after `#` of its IRI. `focus` is the IRI of the thing,
    `label` what people call it. `file`, `quote` and one of `line` (to `line_end`), `cell` and `page`
    are its evidence; a thing without evidence has an empty file and none of them. `path` is the
    property that the rule is about, `value` the value that is wrong, both empty where there is none.
    `suggestion` is the next step in Japanese. `component` is SHACL's name of what the rule asks, such
    as `MinCountConstraintComponent`; empty for what the reading found.
    """

    severity: Severity
    shape: str
    message_ja: str
    message_en: str
    focus: str
    label: str
    file: str
    line: int | None
    line_end: int | None
    quote: str
    path: str
    value: str
    suggestion: str
    suggestion_en: str = ""
    cell: str = ""
    page: int | None = None
    component: str = ""

    def message(self, language: Language | None = None) -> str:
        """Return what is wrong, in one language (the user's when None)."""
        return self.message_en if (language or user_language()) == "en" else self.message_ja

    def next_step(self, language: Language | None = None) -> str:
        """Return the suggestion, in one language (the user's when None)."""
        return self.suggestion_en if (language or user_language()) == "en" else self.suggestion

    @property
    def where(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line, self.line_end, self.quote, self.cell, self.page)

    def place(self, language: Language | None = None) -> str:
        """Return file and lines, cells or page in words; empty where the place is not known."""
        return self.where.in_words(language)

    def order(self) -> tuple[int, str, Order, str, str, str]:
        """Return the key of the order in which findings are reported: the gravest first."""
        return (
            SEVERITIES.index(self.severity),
            self.file,
            self.where.order(),
            self.shape,
            self.focus,
            self.value,
        )


def as_text(findings: Iterable[Finding], language: Language | None = None) -> str:
    """Return findings for reading: by file, the gravest first, counts at the end."""
    chosen = language or user_language()
    ordered = sorted(findings, key=lambda each: (each.file, *each.order()))
    blocks = [
        "\n".join((file or say("finding-no-file", chosen), *(_entry(each, chosen) for each in group)))
        for file, group in groupby(ordered, key=lambda each: each.file)
    ]
    return "\n\n".join((*blocks, count_in_words(ordered, chosen))) + "\n"


def count_in_words(findings: Sequence[Finding], language: Language | None = None) -> str:
    """Return how many findings there are of each severity."""
    counts = {each: sum(finding.severity == each for finding in findings) for each in SEVERITIES}
    return say("finding-counts" if findings else "finding-none", language, **counts)


def as_csv(findings: Iterable[Finding], language: Language | None = None) -> str:
    """Return findings as a table for a spreadsheet."""
    chosen = language or user_language()
    header = [say("finding-column-" + name.replace("_", "-"), chosen) for name in _COLUMNS]
    return table(header, (_cells(each, chosen) for each in sorted(findings, key=Finding.order)))


def as_json(findings: Iterable[Finding]) -> str:
    """Return findings as JSON: a list of objects with the fields of `Finding`."""
    rows = [asdict(each) for each in sorted(findings, key=Finding.order)]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


_COLUMNS = (
    *("severity", "file", "line", "line_end", "cell", "page", "label", "message", "suggestion"),
    *("quote", "value", "path", "shape", "focus"),
)


def _cells(finding: Finding, language: Language) -> list[str]:
    said = {
        "severity": say(f"finding-{finding.severity}", language),
        "message": finding.message(language),
        "suggestion": finding.next_step(language),
    }
    plain = {each.name: getattr(finding, each.name) for each in fields(finding)}
    return ["" if (cell := (plain | said)[name]) is None else str(cell) for name in _COLUMNS]


def _entry(finding: Finding, language: Language) -> str:
    head = (say(f"finding-{finding.severity}", language), finding.where.spot(language), finding.label)
    details = (
        finding.message(language),
        finding.next_step(language) and f"→ {finding.next_step(language)}",
        finding.quote and say("finding-quote", language, quote=finding.quote),
        finding.value.strip() and say("finding-value", language, value=finding.value),
        f"[{finding.shape}] {finding.focus}",
    )
    return "\n".join(("  " + "  ".join(filter(None, head)), *(f"      {line}" for line in details if line)))
