"""The role in which a text names a partner: the strongest one that its clause states.

The table is `rules/roles.toml`. A role is told by the particle behind the name (or behind the list
that the name belongs to) together with the words that follow it, or by the words right before it
(指定管理者である…). An ended or denied relation gives no role at all: the name is then no partner.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from loaders.entities.clauses import Clause, clause_of, one_clause
from loaders.entities.ended import intended_from, is_ended
from loaders.entities.passage import Passage
from loaders.entities.role_patterns import pattern
from loaders.entities.tables import table
from loaders.mention import Role

FALLBACK: Role = "refersTo"
# A cue that goes on like this only describes the next noun: 連携協定, 訓練の企画.
_LONGER = re.compile("[一-鿿・の]")
AT_ONCE = 4
"""The longest cue, in characters, that can stand right behind its particle."""
RUNS_A_SITE: frozenset[Role] = frozenset({"designatedManager", "operates", "commissionedTo"})
"""The roles that concern the facility of the same clause, if it names one."""
_TOWARDS = ("with", "to", "object", "from")


@dataclass(frozen=True, slots=True)
class Found:
    """A role and the printed words that say so (empty for `refersTo`, which nothing says)."""

    role: Role
    cue: str


def role_of(passage: Passage, begin: int, end: int, names: Sequence[tuple[int, int]] = ()) -> Found | None:
    """Return the role of the name at printed positions `begin` to `end`; None where it was ended.

    `names` are the places of all bodies of the passage. Where nothing is said it is `refersTo`.
    """
    clause = clause_of(passage, begin, end, names)
    told = [cue for role, sides in _cues() if (cue := _told(clause, role, sides))]
    behind = [(cue.begin, cue.end) for cue in told if not cue.before]
    if is_ended(clause, _reach(passage, clause, names), (last for _, last in behind)):
        return None
    first = 0 if _by_others(clause) else intended_from(clause, behind)
    told = [cue for cue in told if cue.before or cue.begin < first]
    if not told:
        return Found(FALLBACK, "")
    cue = next((each for each in told if each.at_once), told[0])
    return Found(cue.role, cue.words(passage, clause))


def site_of(passage: Passage, begin: int, sites: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the facility nearest to the name in its own clause, None where there is none."""
    first, last = passage.sentence_at(begin)
    near = [
        each for each in sites if first <= each[0] < last and one_clause(passage, *sorted((begin, each[0])))
    ]
    return min(near, key=lambda each: abs(each[0] - begin), default=None)


@dataclass(frozen=True, slots=True)
class _Cue:
    """Where a cue was found: before the names, or from `begin` to `end` behind the particle.

    One that goes on is the beginning of a longer word (連携 in 連携協定).
    """

    role: Role
    before: str
    begin: int = 0
    end: int = 0
    goes_on: bool = False

    @property
    def at_once(self) -> bool:
        """Tell whether the cue stands right before the names or right behind their particle (Xと連携し).

        It then counts before stronger ones that stand farther off.
        """
        return bool(self.before) or (self.begin == 0 and self.end <= AT_ONCE and not self.goes_on)

    def words(self, passage: Passage, clause: Clause) -> str:
        return self.before or passage.folded.cut(clause.start, clause.after_start + self.end)


def _told(clause: Clause, role: Role, sides: dict[str, re.Pattern[str]]) -> _Cue | None:
    then = "then" not in sides or sides["then"].match(clause.rest)
    if then and "before" in sides and (found := sides["before"].search(clause.before)):
        return _Cue(role, found[0])
    if "direct" in sides and (found := sides["direct"].match(clause.rest)):
        return _Cue(role, "", 0, found.end() - (clause.after_start - clause.start))
    if clause.side in sides and (found := sides[clause.side].search(clause.after)):
        goes_on = bool(_LONGER.match(clause.after, found.end()))
        return _Cue(role, "", found.start(), found.end(), goes_on)
    return None


def _reach(passage: Passage, clause: Clause, names: Sequence[tuple[int, int]]) -> str:
    """Return the clause up to the part that speaks of another name (…とは契約し、Bとの協定は終了)."""
    begins = sorted(passage.folded_at(begin) - clause.after_start for begin, _ in names)
    cuts = (begin for begin in begins if begin > 0 and "、" in clause.after[:begin])
    return clause.after[: next(cuts, None)]


def _by_others(clause: Clause) -> bool:
    """Tell whether somebody else than the city acts on the names (高校生が月島市を訪問)."""
    own = pattern("clause", "end").split(clause.before)[-1]
    return clause.side in _TOWARDS and bool(pattern("subject", "others").search(own))


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[Role, dict[str, re.Pattern[str]]], ...]:
    return tuple(
        (
            cast("Role", row["role"]),
            {side: re.compile(words) for side, words in row.items() if side != "role"},
        )
        for row in table("roles")["cue"]
    )
