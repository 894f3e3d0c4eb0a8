"""What the checks and the reading have to say about a release: `findings.json`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from pydantic import TypeAdapter

from core.errors import RefusedFile
from core.messages import Language, say, user_language
from graph.spots import Spots
from loaders.cities.city import City
from loaders.document import Place, Span, unwrap
from loaders.notes import sentence
from loaders.sheet import Extraction, Note
from shapes.report import Finding

_SAID = 5
"""How many findings a refusal spells out; it counts the rest."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and the IRI of its sheet; None for what concerns a city as a whole."""

    sheet: str | None
    finding: Finding


class ShapeBroken(RefusedFile):
    """A sheet that breaks a shape stays out of the release; its findings say why."""

    def text(self, language: Language | None = None) -> str:
        """Return the sentence, with the words of the shapes in the same language."""
        chosen = language or user_language()
        return say(self.key, chosen, said=self.values[f"said_{chosen}"], **self.values)


def violations(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that keep a sheet out."""
    return tuple(finding for finding in findings if finding.severity == "violation")


def broken(file: str, findings: Sequence[Finding]) -> ShapeBroken:
    """Return the error of a file whose sheet has these violations (at least one)."""
    return ShapeBroken(
        "sheet-breaks-shape",
        file=file,
        count=len(findings),
        said_ja=_said(findings, "ja"),
        said_en=_said(findings, "en"),
    )


def _said(findings: Sequence[Finding], language: Language) -> str:
    """Return the first findings in words, each on a line of its own where there are several."""
    lines = [_words(each, language) for each in sorted(findings, key=Finding.order)[:_SAID]]
    if more := len(findings) - len(lines):
        lines.append(say("violations-more", language, count=more))
    return lines[0] if len(lines) == 1 else "".join(f"\n  {line}" for line in lines)


def _words(finding: Finding, language: Language) -> str:
    """Return where a finding is, what it says and what to do."""
    return say(
        "violation",
        language,
        place=finding.place(language) or finding.focus,
        message=finding.message(language),
        step=finding.next_step(language),
    )


# The shapes report these for every node; the reader's note would say them twice.
_SAID_BY_SHAPES = ("note-policy-learnt", "note-department-learnt")


def notes_as_findings(extraction: Extraction, sheet: str) -> tuple[Finding, ...]:
    """Return what the reading noted in the form in which the checks report."""
    spots = Spots(extraction.document)
    return tuple(
        _from_note(note, extraction, sheet, spots)
        for note in (*extraction.sheet.notes, *_unread(extraction))
        if note.key not in _SAID_BY_SHAPES
    )


def _unread(extraction: Extraction) -> Iterator[Note]:
    """Yield a note for each run of lines that nothing used and that no note tells of."""
    sheet, lines = extraction.sheet, extraction.document.lines
    told = {n for note in sheet.notes if note.span for n in range(note.span.first, note.span.last + 1)}
    silent = [number for number in sheet.unread() if number not in told]
    for _, run in groupby(enumerate(silent), key=lambda each: each[1] - each[0]):
        numbers = [number for _, number in run]
        said = (("count", str(len(numbers))), ("text", lines[numbers[0] - 1].strip()[:40]))
        yield Note("warning", "note-unread", said, Span(numbers[0], numbers[-1]))


def _from_note(note: Note, extraction: Extraction, sheet: str, spots: Spots) -> Finding:
    document, span = extraction.document, note.span
    place = spots.of(span).place if span else Place()
    return _with_next_step(
        Finding(
            severity=note.severity,
            shape=note.key,
            message_ja=sentence(note, "ja"),
            message_en=sentence(note, "en"),
            focus=sheet,
            label=extraction.sheet.department.value,
            file=document.file.name,
            line=span.first if span else None,
            line_end=span.last if span else None,
            quote=_quote(document.lines, span),
            path="",
            value="",
            suggestion="",
            cell="!".join(filter(None, (place.sheet, place.cell))),
            page=place.page,
        )
    )


def remarks_as_findings(city: City) -> tuple[Finding, ...]:
    """Return what is to be looked at in the registers of a city."""
    return tuple(
        _with_next_step(
            Finding(
                severity="warning",
                shape=remark.key,
                message_ja=remark.sentence("ja"),
                message_en=remark.sentence("en"),
                focus="",
                label=city.name,
                file=remark.file,
                line=remark.line,
                line_end=remark.line,
                quote="",
                path="",
                value="",
                suggestion="",
            )
        )
        for remark in city.remarks
    )


def refusal_as_finding(error: RefusedFile) -> Finding:
    """Return why a file was refused in the form in which the checks report: nothing of it is published."""
    file, line = str(error.values.get("file", "")), error.values.get("line")
    number = line if isinstance(line, int) else None
    return Finding(
        severity="violation",
        shape=error.key,
        message_ja=error.text("ja"),
        message_en=error.text("en"),
        focus="",
        label=file,
        file=file,
        line=number,
        line_end=number,
        quote="",
        path="",
        value="",
        suggestion=say("finding-do-refused", "ja", file=file),
        suggestion_en=say("finding-do-refused", "en", file=file),
    )


def _with_next_step(finding: Finding) -> Finding:
    """Return a finding that says what to do, as those of the shapes do."""
    key = f"finding-do-{finding.severity}"

    def step(language: Language) -> str:
        return say(key, language, place=finding.place(language) or finding.label)

    return replace(finding, suggestion=step("ja"), suggestion_en=step("en"))


def _quote(lines: tuple[str, ...], span: Span | None) -> str:
    return unwrap(lines[span.first - 1 : span.last]) if span else ""


def findings_json(placed: Iterable[PlacedFinding]) -> bytes:
    """Return the file that the release holds, in an order that depends on its content alone."""
    rows = [asdict(each.finding) | {"sheet": each.sheet} for each in placed]
    texts = sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return ("[\n" + ",\n".join(texts) + "\n]\n").encode("utf-8")


_FINDING = TypeAdapter(Finding)


def parse_findings(data: bytes) -> tuple[PlacedFinding, ...]:
    """Read what `findings_json` wrote."""
    return tuple(PlacedFinding(row.pop("sheet"), _FINDING.validate_python(row)) for row in json.loads(data))
