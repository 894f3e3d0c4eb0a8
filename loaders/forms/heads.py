"""The heads of rows: number, title, priority, measures and policies.

A head is anchored at its label (総合計画 or 基本政策); number and title stand before it. Headings
cannot delimit, since flattening displaces them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.document import Span
from loaders.forms.headlists import HeadLists, MeasureText, measure_texts, policy_numbers, read_lists
from loaders.forms.lines import Line
from loaders.forms.openings import Opening, opening, starts_with_number
from loaders.forms.profile import Profile
from loaders.language.codes import Code, codes
from loaders.language.tags import take_tags
from loaders.language.width import Folded
from loaders.sheet import Note, PolicyNumber, Severity, Text


@dataclass(slots=True)
class Head:
    """The head of one row; `first` and `last` are indices into the lines, `used` are their numbers."""

    first: int
    last: int
    number: int
    title: Text
    priority: bool
    printed: tuple[int, ...]
    span: Span
    used: frozenset[int]
    measures: list[MeasureText] = field(default_factory=list)
    policies: list[PolicyNumber] = field(default_factory=list)
    codes: list[tuple[Code, Span]] = field(default_factory=list)


def find_heads(lines: Sequence[Line], profile: Profile) -> tuple[list[Head], list[Note]]:
    """Return the heads of all rows in document order, and what a person should know."""
    heads: list[Head] = []
    notes: list[Note] = []
    index = 0
    while index < len(lines):
        floor, expected = (heads[-1].last, heads[-1].number + 1) if heads else (-1, 1)
        found = opening(lines, index, floor, expected)
        if found is not None:
            lists = read_lists(lines, found.label)
            heads.append(_head(lines, found, lists, expected, profile))
            notes += _incomplete(heads[-1], lists, profile)
            index = lists.last
        index += 1
    return heads, notes + _renumber(heads)


def _head(lines: Sequence[Line], found: Opening, lists: HeadLists, expected: int, profile: Profile) -> Head:
    printed = {lines[index].value: index for index in found.numbers}
    title = "".join(lines[index].text for index in found.title)
    if not printed and starts_with_number(title):
        folded = Folded.of(title)
        number, _, rest = folded.text.partition(" ")
        printed = {int(number): found.title[0]}
        title = folded.cut(len(folded.text) - len(rest), len(folded.text))
    chosen = next((value for value in (expected, 1, *reversed(printed)) if value in printed), None)
    places = [*found.title] if chosen is None else [printed[chosen], *found.title]
    text, priority = take_tags(title, profile.priority)
    own = lines[min(places) : lists.last + 1]
    first_title = found.title[0] if found.title else min(places)
    last_title = found.title[-1] if found.title else min(places)
    return Head(
        first=min(places),
        last=lists.last,
        number=expected if chosen is None else chosen,
        title=Text(text.strip(), Span(lines[first_title].number, lines[last_title].number)),
        priority=bool(priority),
        printed=tuple(printed),
        span=own[0].span | own[-1].span,
        used=frozenset(number for line in own if line.kind != "furniture" for number in line.numbers()),
        measures=measure_texts(lists.measures),
        policies=policy_numbers(lists.policies),
        codes=[*_stray(lines, found), *lists.codes],
    )


def _stray(lines: Sequence[Line], found: Opening) -> list[tuple[Code, Span]]:
    """Return the codes that stand between title and label."""
    return [(code, lines[index].span) for index in found.codes for code in codes(lines[index].text)]


def _incomplete(head: Head, lists: HeadLists, profile: Profile) -> list[Note]:
    """Say which parts of the head are missing."""
    named = {"measures": profile.measures_label, "policies": profile.policies_label}
    missing = [name for label, name in named.items() if label not in lists.labels]
    span = head.title.span
    # Without any label, number and title alone made the head: that may be wrong.
    severity: Severity = "warning" if len(missing) == len(named) else "info"
    notes = [
        Note(severity, "note-head-incomplete", (("title", head.title.value), ("missing", name)), span)
        for name in missing
    ]
    if not head.title.value:
        notes.append(Note("warning", "note-title-missing", (("number", str(head.number)),), span))
    return notes


def _renumber(heads: Sequence[Head]) -> list[Note]:
    """Give unnumbered heads their place in the sequence; report what does not follow it.

    A row whose number is lost stands before the row that follows it: this tells the first row of a
    new section from one more row of the old.
    """
    notes: list[Note] = []
    for index, head in enumerate(heads):
        expected = heads[index - 1].number + 1 if index else 1
        following = heads[index + 1].printed if index + 1 < len(heads) else ()
        title = head.title.value
        if not head.printed:
            before = [value - 1 for value in following if value > 1]
            head.number = expected if not before or expected in before else before[0]
            values = (("number", str(head.number)), ("title", title))
            notes.append(Note("warning", "note-number-missing", values, head.title.span))
        elif index and 1 < head.number <= heads[index - 1].number:
            lost = (("number", str(expected)), ("title", title))
            notes.append(Note("warning", "note-number-missing", lost, head.title.span))
            head.number = expected
        elif head.number not in (expected, 1):
            order = (("number", str(head.number)), ("expected", str(expected)), ("title", title))
            notes.append(Note("warning", "note-number-order", order, head.title.span))
    return notes
