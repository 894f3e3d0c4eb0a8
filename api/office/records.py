"""What is kept in the folder of a draft, and how it is written there."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import TypeAdapter

from core.messages import Language
from graph.result import Progress
from graph.review.candidates import Candidate
from graph.sheet_tables import SheetTable
from shapes.report import Finding

T = TypeVar("T")

Words = dict[Language, str]
"""A sentence in both languages."""

Decision = Literal["confirm", "reject", "alias", "new", "later"]
"""What an officer says of a candidate: a verdict of the command, or not yet."""

About = tuple[str, str, str, str]
"""Which candidate: its city, surface, kind and key."""

Place = Literal["new", "replaces", "same", "twice"]
"""How a sheet stands to what is published: new, in place of one, the same file; or twice in one draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was brought: names of files as they had where they come from; none for the current release.

    `city` is the key of their city where it is not to be recognised.
    """

    id: str
    who: str
    created: str
    files: tuple[str, ...]
    city: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that was read from one file with these bytes; `unread` counts lines that nothing used."""

    file: str
    department: str
    fiscal_year: int
    edition: str
    city: str
    iri: str
    objectives: int
    unread: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet as tables, its lines counted, and the lines that nothing used."""

    tables: list[SheetTable]
    lines: str
    unread: SheetTable


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the sheets of one city propose, and the names (kind and name) that are known of its things.

    `key` is the city's; `closed` says why its folder takes no decisions, None where it does.
    """

    key: str
    city: str
    found: dict[Language, tuple[Candidate, ...]]
    names: tuple[tuple[str, str], ...]
    closed: Words | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from the files of a draft."""

    sheets: tuple[ReadSheet, ...]
    findings: tuple[Finding, ...]
    refused: tuple[Words, ...]
    skipped: tuple[str, ...]
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What an officer decided of one candidate; `key` is that of a figure or a pair."""

    city: str
    surface: str
    kind: str
    decision: Decision
    who: str
    name: str = ""
    why: str = ""
    key: str = ""

    @property
    def about(self) -> About:
        """Which candidate it is about."""
        return self.city, self.surface, self.kind, self.key


@dataclass(frozen=True, slots=True)
class PublishedSheet:
    """A sheet that publishing changed; `status` is that of `graph.result.SheetRow`, `page` its address."""

    file: str
    department: str
    fiscal_year: int
    status: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a release holds."""

    sheets: int
    facts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing did: the release that answers now, what changed, and what was not taken."""

    release: str | None
    changed: bool
    before: Counts
    after: Counts
    sheets: tuple[PublishedSheet, ...]
    decisions: int
    findings: int
    refused: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """Something that is kept: the name of its file, and how it is written."""

    name: str
    written: TypeAdapter[T]


DRAFT = Kept("draft", TypeAdapter(Draft))
PROGRESS = Kept("progress", TypeAdapter(Progress))
READING = Kept("reading", TypeAdapter(Reading))
MARKS: Kept[tuple[Mark, ...]] = Kept("marks", TypeAdapter(tuple[Mark, ...]))
FAILED: Kept[tuple[Words, ...]] = Kept("failed", TypeAdapter(tuple[Words, ...]))
OUTCOME = Kept("outcome", TypeAdapter(Outcome))


def sheet_page(number: int) -> Kept[dict[Language, SheetPage]]:
    """Return where the tables of a sheet are kept; `number` counts from 1."""
    return Kept(f"sheet-{number}", TypeAdapter(dict[Language, SheetPage]))
