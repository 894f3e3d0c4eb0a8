"""What a text names beyond the fields of its form: partners, programs, facilities, law, and the roles.

Nothing here depends on a city. A mention is found by one method, which says how far it can be
trusted (`docs/quality.md` tells how precise each method was when it was measured).
"""

from dataclasses import dataclass
from typing import Literal

from loaders.document import Span

MentionKind = Literal["partner", "group", "program", "site", "department", "ordinance", "plan", "place"]
Status = Literal["stated", "proposed", "confirmed"]
Role = Literal[
    "collaboratesWith",
    "commissionedTo",
    "designatedManager",
    "operates",
    "agreementWith",
    "sisterCity",
    "supports",
    "funds",
    "certifies",
    "recognises",
    "dispatchesTo",
    "coordinatesWith",
    "advisedBy",
    "guidedBy",
    "petitions",
    "surveys",
    "matches",
    "outreachTo",
    "usesFunctionOf",
    "venueOf",
    "refersTo",
]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in the document, wraps removed, and the lines they stand on."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that a text names, once for each thing, sentence and role.

    `name` is what the thing is called: its name in the register, else the fullest form that the
    document prints. `key` is its slug (or corporate number) in a register, None where no register
    has it. `surface` is what is printed here, `quote` the sentence around it. `begin` and `end`
    are the place of the surface in the text that was looked at (printed form of the item, or title).
    Partners have a `role`, groups where the text states one; `cue` is the words that say so.
    `site` is the name of the facility that a partnership concerns.
    """

    kind: MentionKind
    name: str
    surface: str
    quote: Quote
    begin: int
    end: int
    status: Status
    method: str
    key: str | None = None
    role: Role | None = None
    cue: str = ""
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """Two names of programs that may be one: a proposal, with the share of what they have in common.

    `other` is the name that is better known: in a register or by a decision, else named more often.
    """

    name: str
    other: str
    alike: float
