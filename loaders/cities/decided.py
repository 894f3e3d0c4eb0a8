"""What people decided about names, figures and goals, and corrected: rows of files of a city folder."""

from dataclasses import dataclass
from typing import Literal

from loaders.mention import MentionKind

FigureDecisionKind = Literal["figure", "pair"]
DecisionKind = MentionKind | FigureDecisionKind

Verdict = Literal["confirm", "reject", "alias", "new"]
ContinuationVerdict = Literal["confirm", "reject"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of `decisions.csv`: what a surface means wherever it is printed.

    confirm: it is the thing `name` of this kind; reject: it names nothing of this kind; alias: it
    is another name of `name` (or of the registered `key`); new: a thing of its own, to be kept in
    the register. `department` limits the decision to the sheets of one department, empty for all.
    `role` is the role of a body where a text tells none. `who`, `when` (ISO date) and `why` say who decided.

    Of a figure or a pair of target and actual, `surface` is what is printed and `key` tells which one it
    is (`loaders.figure_keys`). It is confirmed or rejected, in that one sentence.
    """

    surface: str
    kind: DecisionKind
    verdict: Verdict
    name: str
    key: str | None
    department: str
    role: str
    who: str
    when: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of `corrections.csv`: a value that was misread in one file.

    `sheet` is department and fiscal year ("くらし安心部 2025"), `place` the address of the thing in the
    sheet ("goal/3/result/2"), `field` what is wrong (text, title, value, unit, …), `printed` the
    value as it was read, `right` as it should be.
    """

    department: str
    fiscal_year: int
    place: str
    field: str
    printed: str
    right: str
    who: str
    when: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Continuation:
    """One row of `continuations.csv`: whether a goal continues one of the year before.

    `title` is that of the goal in the sheet of `department` for `fiscal_year`, `before` the title of the
    goal in the year before.
    """

    department: str
    fiscal_year: int
    title: str
    before: str
    verdict: ContinuationVerdict
    who: str
    when: str
    why: str
    line: int
