"""What people decided about names, before every rule: confirmed, renamed, or rejected for good."""

from collections.abc import Iterator
from typing import cast

from loaders.cities.decided import Decision
from loaders.cities.decisions import is_of_figures
from loaders.entities.candidate import Candidate
from loaders.entities.edges import stands_free, stands_whole
from loaders.entities.lexicon import Lexicon
from loaders.entities.passage import Passage
from loaders.entities.scope import Scope
from loaders.language.width import key
from loaders.mention import MentionKind, Role

RANK = 0
METHOD = "decision"


def in_force(scope: Scope) -> tuple[Decision, ...]:
    """Return the decisions on names that hold for this department's sheets; its own before general ones."""
    here = {"", scope.slug, scope.department}
    names = (each for each in scope.city.decisions if not is_of_figures(each.kind))
    found = [each for each in names if each.department in here]
    own = {key(each.surface) for each in found if each.department}
    return tuple(each for each in found if each.department or key(each.surface) not in own)


def decided_candidates(
    passage: Passage, decisions: tuple[Decision, ...], lexicon: Lexicon
) -> Iterator[Candidate]:
    """Yield the decided names of a text; what was rejected is left to `rejected`."""
    text = passage.folded.text
    for decision in decisions:
        if decision.verdict == "reject":
            continue
        surface, role = key(decision.surface), cast("Role | None", decision.role or None)
        kind = cast("MentionKind", decision.kind)
        begin = text.find(surface)
        while begin >= 0:
            end = begin + len(surface)
            if stands_free(passage, begin, end) and stands_whole(passage, begin, end):
                entry = lexicon.named(decision.name) if decision.name else None
                name = entry.name if entry else decision.name or decision.surface
                found = decision.key or (entry.key if entry else None)
                place = passage.place(begin, end)
                yield Candidate(*place, kind, name, METHOD, RANK, found, "confirmed", role)
            begin = text.find(surface, end)


def rejected(candidate: Candidate, printed: str, decisions: tuple[Decision, ...]) -> bool:
    """Tell whether people decided that this surface names nothing of this kind."""
    surface = key(printed[candidate.begin : candidate.end])
    return any(
        each.verdict == "reject" and each.kind == candidate.kind and key(each.surface) == surface
        for each in decisions
    )
