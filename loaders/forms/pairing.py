"""Codes float away from their measures; here they come back.

A code that stands beside its sentence is its own; floating ones go by order where a row has as many
codes as measures without one. A measure without a printed code takes the one
that the same sentence carries elsewhere in the document, and says so (`matched-by-text`). What is
carried nowhere stays without code.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from loaders.document import Span
from loaders.forms.headlists import MeasureText
from loaders.forms.placing import Row
from loaders.language.codes import Code
from loaders.language.width import key
from loaders.sheet import Measure, Note, Text


def pair_codes(rows: Sequence[Row]) -> tuple[list[tuple[Measure, ...]], list[Note]]:
    """Return the measures of each row with their codes, and what could not be decided."""
    notes: list[Note] = []
    printed = [_printed(row, notes) for row in rows]
    known = _known([measure for row in printed for measure in row], notes)
    return [tuple(_matched(measure, known) for measure in row) for row in printed], notes


def _printed(row: Row, notes: list[Note]) -> list[Measure]:
    """Give each measure the code printed beside it; the floating ones go to the others by order."""
    measures = [_beside(measure) for measure in row.head.measures]
    bare = [index for index, measure in enumerate(measures) if measure.code is None]
    floating = list({code.notation: (code, span) for code, span in reversed(row.codes)}.values())[::-1]
    if row.codes and len(floating) == len(bare):
        for index, (code, span) in zip(bare, floating, strict=True):
            measures[index] = _coded(measures[index].text, code, span)
    elif row.codes:
        values = (
            ("title", row.head.title.value),
            ("measures", str(len(bare))),
            ("codes", str(len(row.codes))),
            ("printed", " ".join(code.printed for code, _ in row.codes)),
        )
        notes.append(Note("warning", "note-codes-unpaired", values, row.codes[0][1]))
    return measures


def _beside(measure: MeasureText) -> Measure:
    if measure.code is None:
        return Measure(measure.text)
    return _coded(measure.text, measure.code, measure.text.span)


def _coded(text: Text, code: Code, span: Span) -> Measure:
    return Measure(text, code.printed, code.notation, "printed", span)


def _known(measures: Sequence[Measure], notes: list[Note]) -> dict[str, tuple[Code, Span]]:
    """Return the one code that each sentence carries; a sentence with two is reported and left out."""
    carried: dict[str, dict[str, tuple[Code, Span]]] = defaultdict(dict)
    for measure in measures:
        if measure.code and measure.notation and measure.code_span:
            code = Code(measure.code, measure.notation)
            carried[key(measure.text.value)].setdefault(code.notation, (code, measure.code_span))
    for text, found in carried.items():
        if len(found) > 1:
            values = (("text", text), ("codes", "、".join(sorted(found))))
            span = next(iter(found.values()))[1]
            notes.append(Note("warning", "note-code-conflict", values, span))
    return {text: next(iter(found.values())) for text, found in carried.items() if len(found) == 1}


def _matched(measure: Measure, known: dict[str, tuple[Code, Span]]) -> Measure:
    found = known.get(key(measure.text.value))
    if measure.code is not None or found is None:
        return measure
    code, span = found
    return replace(
        measure,
        code=code.printed,
        notation=code.notation,
        code_source="matched-by-text",
        code_span=span,
    )
