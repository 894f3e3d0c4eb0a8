"""Which section a row belongs to: goals of the year, or mid-term goals.

Row numbers begin again with the second section. The heading itself cannot tell: flattening prints it
after the first heads of its section. So each run of rising numbers is judged as a whole, by the column
heads printed before its rows and by what its rows hold.
"""

from collections.abc import Sequence

from loaders.forms.blocks import Block
from loaders.forms.heads import Head
from loaders.forms.lines import Line
from loaders.forms.profile import Profile, form_key
from loaders.sheet import Note, Section

# Column heads are printed words; bullets and order are habits.
_COLUMN_HEADS = 3.0
_BULLETS = 2.0
_NO_BULLETS = -1.0
_ORDER = 0.5


def sections(
    heads: Sequence[Head], blocks: Sequence[Sequence[Block]], lines: Sequence[Line], profile: Profile
) -> tuple[list[Section], list[Note]]:
    """Return the section of each head, whose blocks follow it, and a note where the signs disagree."""
    printed = [_printed(head, lines, profile) for head in heads]
    named: list[Section] = []
    notes: list[Note] = []
    runs = _runs(heads, printed)
    for order, run in enumerate(runs):
        heard = sum(printed[index] for index in run) / len(run) * _COLUMN_HEADS
        seen = sum(_habit(blocks[index]) for index in run) / len(run)
        place = _ORDER if order == 0 and len(runs) > 1 else -_ORDER * min(order, 1)
        section: Section = "goal" if heard + seen + place >= 0 else "midterm"
        named += [section] * len(run)
        if heard * seen < 0 and abs(seen) > 1:
            span = heads[run[0]].title.span
            notes.append(Note("warning", "note-section-uncertain", (("section", section),), span))
    return named, notes


def _printed(head: Head, lines: Sequence[Line], profile: Profile) -> int:
    """Return what the nearest column heads before a head say: 1 goals, -1 mid-term goals, 0 nothing."""
    for line in reversed(lines[: head.first]):
        if line.kind == "furniture":
            text = form_key(line.text)
            if any(sign in text for sign in profile.midterm_signs):
                return -1
            if any(sign in text for sign in profile.goal_signs):
                return 1
    return 0


def _runs(heads: Sequence[Head], printed: Sequence[int]) -> list[list[int]]:
    """Return runs of heads: a run ends where numbers begin again or other column heads are printed."""
    runs: list[list[int]] = []
    for index, head in enumerate(heads):
        again = index == 0 or head.number <= heads[index - 1].number
        if again or printed[index] * printed[index - 1] < 0:
            runs.append([])
        runs[-1].append(index)
    return runs


def _habit(blocks: Sequence[Block]) -> float:
    """Results and issues are bullets; mid-term goals are numbered throughout."""
    if any(block.marker == "bullet" for block in blocks):
        return _BULLETS
    return _NO_BULLETS if len(blocks) > 1 else 0.0
