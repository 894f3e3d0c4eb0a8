"""Which section a row belongs to: goals of the year, or mid-term goals.

Row numbers begin again with the second section. The heading itself cannot tell: flattening prints it
after the first heads of its section. So each run of rising numbers is judged as a whole.
"""

from collections.abc import Sequence

from loaders.forms.blocks import Block
from loaders.forms.heads import Head
from loaders.forms.items import Zone
from loaders.forms.profile import Profile, form_key
from loaders.sheet import Section


def sections(
    heads: Sequence[Head], zones: Sequence[Zone], blocks: Sequence[Sequence[Block]], profile: Profile
) -> list[Section]:
    """Return the section of each head; `zones` and `blocks` are what follows each."""
    runs = _runs(heads)
    named: list[Section] = []
    for order, run in enumerate(runs):
        votes = 0.5 if order == 0 and len(runs) > 1 else -0.5 * min(order, 1)
        for index in run:
            votes += _bullets(blocks[index]) + _signs(zones[index], profile)
        named += ["goal" if votes >= 0 else "midterm"] * len(run)
    return named


def _runs(heads: Sequence[Head]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, head in enumerate(heads):
        if not runs or head.number <= heads[index - 1].number:
            runs.append([])
        runs[-1].append(index)
    return runs


def _bullets(blocks: Sequence[Block]) -> float:
    """Results and issues are bullets; mid-term goals are numbered throughout."""
    if any(block.marker == "bullet" for block in blocks):
        return 2.0
    return -1.0 if len(blocks) > 1 else 0.0


def _signs(zone: Zone, profile: Profile) -> float:
    """Column heads inside the zone are those of the next page: they tell only a little."""
    printed = [form_key(line.text) for line in zone.furniture]
    goal = any(sign in text for text in printed for sign in profile.goal_signs)
    midterm = any(sign in text for text in printed for sign in profile.midterm_signs)
    return 0.3 * (goal - midterm)
