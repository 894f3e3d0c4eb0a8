"""The management sheet as data: what every reader makes and `loaders.triples` turns into RDF.

Every piece of text knows the lines it stands on. Nothing here depends on a city or on a form.

    ManagementSheet
    ├── missions, directions, summaries      tuple[Item, …]
    └── objectives                           tuple[Objective, …]   goals first, then mid-term goals
        ├── measures: Measure                with code, printed or matched by text
        ├── policies: PolicyNumber
        ├── items: Item                      actions, results, issues, schedule entries, aims
        ├── rating: Rating                   where the form grades its rows
        └── figures: Figure                  where the form has a matrix of indicators and years
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from loaders.document import Document, Span
from loaders.mention import Mention, Quote, Variant

Section = Literal["goal", "midterm", "program"]
ItemKind = Literal["mission", "direction", "summary", "action", "result", "issue", "schedule", "aim"]
CodeSource = Literal["printed", "matched-by-text"]
LineUse = Literal["used", "furniture", "blank", "unread"]
Severity = Literal["warning", "info"]
Form = Literal["narrative", "ratings", "programs"]
FigureKind = Literal["target", "actual", "cost"]
FigureVerdict = Literal["confirm", "reject"]


@dataclass(frozen=True, slots=True)
class Text:
    """Printed text with line wraps removed, and the lines it stands on."""

    value: str
    span: Span

    @property
    def words(self) -> str:
        """The words that stand in the document."""
        return self.value


@dataclass(frozen=True, slots=True)
class Corrected(Text):
    """A text whose value a person mended; `printed` is what the document has there."""

    printed: str

    @property
    def words(self) -> str:
        """The words that stand in the document."""
        return self.printed


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days; `ends` is None where the sheet leaves the end open."""

    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as printed (several are joined by 「；」), and the periods it names."""

    printed: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or planned action.

    `notation` is its place inside its block: "1", "1-2", "1-2-1"; a ・ directly under （1） is
    "1-0-1"; bullets are counted "1", "2", …; an unnumbered lead paragraph is "0".
    `text` is without marker, schedule bracket and tags, `printed` is with all of them.
    `parent` is the notation of the item above in the same block, if there is one.
    `evidence` names the signs by which the block was given its kind, for people to judge.
    `mentions` and `figures` are what its text names and counts (`loaders.entities`).
    """

    kind: ItemKind
    notation: str
    text: str
    printed: str
    span: Span
    tags: tuple[str, ...] = ()
    schedule: Schedule | None = None
    parent: str | None = None
    evidence: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple["Figure", ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence of the city's comprehensive plan that a row names, with its code if known.

    `code` is printed form ("5-1-（3）"), `notation` the canonical string ("5-1-(3)").
    With `code_source` "matched-by-text" the row prints no code; the same sentence carries it
    elsewhere: in the sheet on the lines `code_span`, or in the city's register, and then there is
    no printed `code` and no span.
    """

    text: Text
    code: str | None = None
    notation: str | None = None
    code_source: CodeSource | None = None
    code_span: Span | None = None


@dataclass(frozen=True, slots=True)
class PolicyNumber:
    """A numbered policy that a row names. `notation` is the number as a string without zeros.

    `known` tells whether the city's register has the number under this name; otherwise it is
    learnt from the sheet.
    """

    notation: str
    name: Text
    known: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """A grade as printed ("Ａ"), its key in the scale ("A"), and the words of the scale, if printed."""

    printed: Text
    grade: str
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of an indicator (or a cost) for one fiscal year.

    `value` is the number in `unit`, `printed` what the cell shows. A cost has no indicator of its
    own: `indicator` is what is paid for. In prose `qualifiers` are the words around the number
    (延べ, 約, 以上, /年), `delta` is the change that is printed beside it (30校（4校増）: 4), and
    `quote` the clause that says so; a matrix needs no quote, its cells speak for themselves.
    `verdict` is what a person decided: a rejected figure keeps its place, so that the others keep theirs.
    """

    indicator: Text
    kind: FigureKind
    fiscal_year: int
    value: Decimal
    printed: Text
    unit: Text | None = None
    note: Text | None = None
    qualifiers: tuple[str, ...] = ()
    delta: Decimal | None = None
    quote: Quote | None = None
    verdict: FigureVerdict | None = None


@dataclass(frozen=True, slots=True)
class FigureKey:
    """Which figure of a row: the item it stands in, and its position there, counted from 1."""

    kind: ItemKind
    notation: str
    position: int


@dataclass(frozen=True, slots=True)
class Pair:
    """An actual figure and the target of the same indicator in the same row.

    `reason` is a message key that says why they belong together. `achievement` is actual / target
    where unit and basis agree (延べ against plain persons do not), else None. `confirmed` says that a person
    has looked at it.
    """

    target: FigureKey
    actual: FigureKey
    reason: str
    achievement: Decimal | None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Objective:
    """One row: a goal of the year (section 3), a mid-term goal (section 4), or an evaluated program.

    `span` covers the row's head (number, title, measures, policies), not its items. The rows of a
    "program" section are titled with the program's name and counted; `unit_name` is the section of
    the department that runs it (担当課). `mentions` are what the title names, `pairs` join targets and
    actuals of its items' figures.
    """

    section: Section
    number: int
    title: Text
    priority: bool
    span: Span
    measures: tuple[Measure, ...] = ()
    policies: tuple[PolicyNumber, ...] = ()
    items: tuple[Item, ...] = ()
    rating: Rating | None = None
    figures: tuple[Figure, ...] = ()
    unit_name: Text | None = None
    mentions: tuple[Mention, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def of(self, kind: ItemKind) -> tuple[Item, ...]:
        """Return the items of one kind, in printed order."""
        return tuple(item for item in self.items if item.kind == kind)


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about the reading: a message key, its values, its lines."""

    severity: Severity
    key: str
    values: tuple[tuple[str, str], ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ManagementSheet:
    """One department's sheet for one fiscal year, in one edition.

    `form` is the family of its form. `head_name` is only kept where the city's setting publishes names.
    `lines` says of each line of the document what became of it. `variants` are names of programs in it
    that may be spellings of one.
    """

    city: str
    fiscal_year: int
    fiscal_year_span: Span
    department: Text
    department_known: bool
    head_title: Text | None
    head_name: Text | None
    edition: str
    form: Form = "narrative"
    missions: tuple[Item, ...] = ()
    directions: tuple[Item, ...] = ()
    summaries: tuple[Item, ...] = ()
    objectives: tuple[Objective, ...] = ()
    variants: tuple[Variant, ...] = ()
    notes: tuple[Note, ...] = ()
    lines: tuple[LineUse, ...] = ()

    @property
    def goals(self) -> tuple[Objective, ...]:
        """The goals of the year, in printed order."""
        return tuple(row for row in self.objectives if row.section == "goal")

    @property
    def midterm_goals(self) -> tuple[Objective, ...]:
        """The mid-term goals, in printed order."""
        return tuple(row for row in self.objectives if row.section == "midterm")

    @property
    def programs(self) -> tuple[Objective, ...]:
        """The evaluated programs, in printed order."""
        return tuple(row for row in self.objectives if row.section == "program")

    def slug(self, department: str) -> str:
        """Return the last part of its address, given the department's slug.

        A department may fill other forms beside the narrative one. A slug has no dot, so none can be
        mistaken.
        """
        return department if self.form == "narrative" else f"{department}.{self.form}"

    def mentions(self) -> Iterator[Mention]:
        """Yield all that its texts name, in printed order."""
        for item in (*self.missions, *self.directions, *self.summaries):
            yield from item.mentions
        for row in self.objectives:
            yield from row.mentions
            for item in row.items:
                yield from item.mentions

    def unread(self) -> tuple[int, ...]:
        """Return the 1-based numbers of the lines that nothing used."""
        return tuple(number for number, use in enumerate(self.lines, 1) if use == "unread")


@dataclass(frozen=True, slots=True)
class Extraction:
    """One file, read: the document (names blacked out), the sheet, and why it is this city's."""

    document: Document
    sheet: ManagementSheet
    recognised: tuple[str, ...] = field(default=())
