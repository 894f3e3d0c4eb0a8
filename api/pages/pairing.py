"""Targets and the actual values that answer them, whether they are met, and figures that stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from api.rows import Row, Term, text
from api.words import thousands
from ontology.terms import TNG, XSD

MISSED, MET, OPEN, UNLIKE, ALONE = "missed", "met", "open", "unlike", "alone"
"""A target that was not reached, one that was, one without an actual value, one whose actual value
cannot be compared; an actual value without target."""

STATES = (MISSED, MET, OPEN, UNLIKE, ALONE)
"""The order of a page: what needs a look first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target, and the actual value that answers it; `share` is how much of it was reached."""

    target: Row
    actual: Row | None
    share: Decimal | None

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.actual is None:
            return OPEN
        if self.share is None:
            return UNLIKE
        return MET if self.share >= 1 else MISSED

    @property
    def proposed(self) -> bool:
        """Whether the pair was found by rule and nobody has confirmed it."""
        return self.actual is not None and text(self.actual, "status") == str(TNG.Proposed)


def figure_words(row: Row) -> str:
    """Return a figure as people read it: as it is printed where words stand with it (約4,000人)."""
    unit, printed = text(row, "unit"), text(row, "printed")
    if not printed:
        return f"{thousands(text(row, 'value'))}{unit}"
    return printed if unit in normalize("NFKC", printed) else f"{printed}{unit}"


def paired(rows: Sequence[Row]) -> list[Target]:
    """Join targets and actual values: by the link between them, in tables by indicator, year and unit."""
    aims = [row for row in rows if text(row, "kind") == str(TNG.Target)]
    actuals = [row for row in rows if text(row, "kind") != str(TNG.Target)]
    answers: dict[str, list[Row]] = {}
    cells: dict[tuple[str, ...], list[Row]] = {}
    for row in actuals:
        if "answers" in row:
            answers.setdefault(text(row, "answers"), []).append(row)
        elif "statement" not in row:
            cells.setdefault(_basis(row), []).append(row)
    answered = {_basis(row) for row in aims if text(row, "figure") in answers}
    found = []
    for aim in aims:
        own = answers.get(text(aim, "figure")) or ([] if "statement" in aim else cells.get(_basis(aim), []))
        # What repeats a target that is answered elsewhere is not open.
        if not own and _basis(aim) not in answered:
            found.append(Target(aim, None, None))
        found += [Target(aim, actual, _share(aim, actual)) for actual in own]
    return found


def measured(rows: Sequence[Row]) -> list[Row]:
    """Return a row for each target with its actual value, and for each actual value without target.

    `target` and `actual` are the figures, `targetLabel` and `actualLabel` what they say, with
    `targetValue` and `actualValue` as numbers; `state` is one of `STATES`.
    """
    pairs = paired(rows)
    used = {text(each.actual, "figure") for each in pairs if each.actual is not None}
    alone = (row for row in rows if text(row, "kind") == str(TNG.Actual) and text(row, "figure") not in used)
    found = [_said(each.target, each.target, each.actual, each.state, each.share) for each in pairs]
    return [*found, *(_said(row, None, row, ALONE, None) for row in alone)]


def _said(of: Row, target: Row | None, actual: Row | None, state: str, share: Decimal | None) -> Row:
    kept = {name: term for name, term in of.items() if name not in ("figure", "value", "share", "status")}
    for name, row in (("target", target), ("actual", actual)):
        if row is not None:
            words = figure_words(row)
            kept |= {
                name: row["figure"],
                f"{name}Value": row["value"],
                f"{name}Label": Term("literal", words),
            }
    if share is not None:
        kept["share"] = Term("literal", f"{share * 100:.1f}", datatype=str(XSD.decimal))
    if actual is not None and "status" in actual:
        kept["status"] = actual["status"]
    return {**kept, "state": Term("literal", state)}


def _basis(row: Row) -> tuple[str, ...]:
    return tuple(text(row, name) for name in ("indicator", "year", "unit"))


def _share(aim: Row, actual: Row) -> Decimal | None:
    if "share" in actual:
        return Decimal(text(actual, "share"))
    aimed = Decimal(text(aim, "value"))
    return Decimal(text(actual, "value")) / aimed if aimed and "answers" not in actual else None
