"""The heads of rows: number, title, measures and policies.

A head is anchored at its label (総合計画 or 基本政策); number and title stand before it. Headings
cannot delimit, since flattening displaces them; a stray page number is told from a row number by
what follows it and by the sequence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.document import Span
from loaders.forms.lines import Line, LineKind
from loaders.forms.profile import Profile
from loaders.language.codes import Code, codes
from loaders.language.tags import take_tags
from loaders.language.width import Folded, cells
from loaders.language.wrap import ends_sentence, is_soft_end
from loaders.sheet import Note, PolicyNumber, Text

_POLICY = re.compile(r"(?:^|(?<=\s))(\d{1,3})\s+(?=\D)|^(\d{1,3})(?=[^\d\s年月日人,.%])")
_INLINE_NUMBER = re.compile(r"(\d{1,2})\s+(?=\S)")
_MEASURE_END = re.compile(r"(?<=ます)[。｡]?\s+")
_MAX_TITLE_LINES = 4


@dataclass(slots=True)
class Head:
    """The head of one row; `first` and `last` are indices into the lines."""

    first: int
    last: int
    number: int
    title: Text
    priority: bool
    measures: list[Text] = field(default_factory=list)
    policies: list[PolicyNumber] = field(default_factory=list)
    codes: list[tuple[Code, Span]] = field(default_factory=list)
    labels: set[LineKind] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a head begins, what its title lines are, and the numbers printed before them."""

    first: int
    label: int
    numbers: tuple[int, ...]
    title: tuple[Line, ...]


def find_heads(lines: Sequence[Line], profile: Profile) -> tuple[list[Head], list[Note]]:
    """Return the heads of all rows in document order, and what a person should know."""
    heads: list[Head] = []
    notes: list[Note] = []
    index = 0
    while index < len(lines):
        opening = _opening(lines, index, heads)
        if opening is None:
            index += 1
            continue
        head = _read_head(lines, opening, profile, heads, notes)
        heads.append(head)
        index = max(head.last, index) + 1
    return heads, notes


def _opening(lines: Sequence[Line], index: int, heads: Sequence[Head]) -> _Opening | None:
    if lines[index].kind == "number":
        return _numbered(lines, index, heads)
    if lines[index].kind in ("measures", "policies"):
        return _unnumbered(lines, index, heads[-1].last if heads else -1)
    return None


def _numbered(lines: Sequence[Line], index: int, heads: Sequence[Head]) -> _Opening | None:
    """Read number lines, title lines, and the label behind them."""
    after = index
    while after < len(lines) and lines[after].kind == "number":
        after += 1
    stop = after
    while stop < len(lines) and stop - after < _MAX_TITLE_LINES and lines[stop].kind == "text":
        stop += 1
    if stop == after or stop == len(lines):
        return None
    numbers = tuple(line.value for line in lines[index:after])
    opening = _Opening(index, stop, numbers, tuple(lines[after:stop]))
    if lines[stop].kind in ("measures", "policies"):
        return opening
    expected = heads[-1].number + 1 if heads else 1
    bare = lines[stop].kind == "item" and expected in numbers and not _goes_on(lines, index, after)
    return opening if bare else None


def _goes_on(lines: Sequence[Line], index: int, after: int) -> bool:
    """Tell whether the text behind a lone number continues the item before it (a page number)."""
    before = lines[index - 1] if index else None
    if before is None or before.kind not in ("item", "text"):
        return False
    return not ends_sentence(before.text) and not lines[after].gap


def _unnumbered(lines: Sequence[Line], label: int, floor: int) -> _Opening | None:
    """Look for the title before a label that no number announced."""
    first = label
    while first - 1 > floor and lines[first - 1].kind == "text" and label - first < _MAX_TITLE_LINES:
        first -= 1
        if lines[first].gap or _INLINE_NUMBER.match(Folded.of(lines[first].text).text):
            break
    else:
        # Without a blank line or number to begin it, only the nearest line is surely the title.
        first = max(first, label - 1)
    if first == label:
        return None
    return _Opening(first, label, (), tuple(lines[first:label]))


def _read_head(
    lines: Sequence[Line], opening: _Opening, profile: Profile, heads: Sequence[Head], notes: list[Note]
) -> Head:
    title, numbers = _title(opening)
    text, found = take_tags(title, profile.priority)
    span = Span(opening.title[0].number, opening.title[-1].number)
    number = _number(numbers, text, span, heads, notes)
    head = Head(opening.first, opening.label - 1, number, Text(text.strip(), span), bool(found))
    _read_lists(lines, head, opening.label)
    for label, name in (("measures", profile.measures_label), ("policies", profile.policies_label)):
        if label not in head.labels:
            values = (("title", head.title.value), ("missing", name))
            notes.append(Note("info", "note-head-incomplete", values, span))
    return head


def _title(opening: _Opening) -> tuple[str, tuple[int, ...]]:
    """Return the title's text; a number printed in the same line goes to the numbers."""
    title = "".join(line.text for line in opening.title)
    folded = Folded.of(title)
    if not opening.numbers and (found := _INLINE_NUMBER.match(folded.text)):
        return folded.cut(found.end(), len(folded.text)), (int(found[1]),)
    return title, opening.numbers


def _number(printed: Sequence[int], title: str, span: Span, heads: Sequence[Head], notes: list[Note]) -> int:
    """Choose the row number: the one that continues the sequence, or begins a new one."""
    expected = heads[-1].number + 1 if heads else 1
    for wanted in (expected, 1):
        if wanted in printed:
            return wanted
    if not printed:
        notes.append(
            Note("warning", "note-number-missing", (("number", str(expected)), ("title", title)), span)
        )
        return expected
    number = printed[-1]
    values = (("number", str(number)), ("expected", str(expected)), ("title", title))
    notes.append(Note("warning", "note-number-order", values, span))
    return number


def _read_lists(lines: Sequence[Line], head: Head, index: int) -> None:
    """Read measures and policies from `index` on, as far as the head goes."""
    measures: list[Line] = []
    policies: list[Line] = []
    state: LineKind = "measures"
    while index < len(lines):
        line = lines[index]
        if line.kind in ("measures", "policies"):
            if line.kind in head.labels:
                break
            state = line.kind
            head.labels.add(line.kind)
        elif line.kind == "codes" and not (head.labels >= {"measures", "policies"}):
            head.codes += [(code, Span(line.number, line.number)) for code in codes(line.text)]
        elif line.kind == "text" and not _begins_title(lines, index):
            numbered = _POLICY.match(Folded.of(line.text).text) is not None
            if state == "policies" and not numbered and (line.gap or not policies):
                break
            (policies if numbered or state == "policies" else measures).append(line)
        elif line.kind == "furniture" and state == "measures" and _label_follows(lines, index, head):
            pass  # a page break inside the head
        else:
            break
        head.last = index
        index += 1
    head.measures, inline = _measures(measures)
    head.codes += inline
    head.policies = _policies(policies)


def _begins_title(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the text is the unnumbered title of the next row: a label follows it."""
    after = lines[index + 1].kind if index + 1 < len(lines) else None
    return lines[index].gap and after == "measures"


def _label_follows(lines: Sequence[Line], index: int, head: Head) -> bool:
    ahead = lines[index + 1 : index + 5]
    return any(line.kind in ("measures", "policies") and line.kind not in head.labels for line in ahead)


def _measures(lines: Sequence[Line]) -> tuple[list[Text], list[tuple[Code, Span]]]:
    """Return the measures, one sentence each, and codes that stand in their lines."""
    width = max((cells(line.text) for line in lines), default=0)
    found: list[Text] = []
    inline: list[tuple[Code, Span]] = []
    open_line: Line | None = None
    for line in lines:
        span = Span(line.number, line.number)
        inline += [(code, span) for code in codes(line.text)]
        text = _without_codes(line.text)
        pieces = [piece for piece in _MEASURE_END.split(text) if piece.strip()]
        continues = open_line is not None and not line.gap and is_soft_end(open_line.text, line.text, width)
        if continues and found and pieces:
            found[-1] = Text(found[-1].value + pieces.pop(0).strip(), found[-1].span | span)
        found += [Text(piece.strip(), span) for piece in pieces]
        complete = text.rstrip("。｡ ").endswith("ます")
        open_line = None if complete else line
    return found, inline


def _without_codes(text: str) -> str:
    for code in codes(text):
        text = text.replace(code.printed, " ")
    return text.strip()


def _policies(lines: Sequence[Line]) -> list[PolicyNumber]:
    """Return numbered policies; several may stand in one line, one may go on in the next."""
    found: list[PolicyNumber] = []
    for line in lines:
        folded = Folded.of(line.text)
        starts = list(_POLICY.finditer(folded.text))
        span = Span(line.number, line.number)
        if not starts and found:
            last = found.pop()
            name = Text(last.name.value + line.text, last.name.span | span)
            found.append(PolicyNumber(last.notation, name))
        ends = [*(start.start() for start in starts[1:]), len(folded.text)]
        for start, end in zip(starts, ends, strict=False):
            notation = str(int(start[1] or start[2]))
            found.append(PolicyNumber(notation, Text(folded.cut(start.end(), end).strip(), span)))
    return found
