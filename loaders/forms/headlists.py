"""The lists in the head of a row: measures and policies behind their labels, with stray codes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.document import Span
from loaders.forms.lines import Line, LineKind
from loaders.language.codes import Code, codes
from loaders.language.width import Folded
from loaders.sheet import PolicyNumber, Text

# 「45 名称」, also several in one line; 「45名称」 only at the start, and not 「10月…」, 「5-2-(1)」.
_POLICY = re.compile(
    r"(?:^|(?<=[\s、,]))(?:No\.?\s*)?([1-9]\d{0,2})(?:\s*[.:]\s*|\s+)(?=[^\d\s-])|^([1-9]\d{0,2})(?![年月日人回件割度代])(?=[ぁ-んァ-ヶ一-龠々「『])"
)
# Measures that share a line are parted by one blank: behind ます, or between two long Japanese texts.
_MEASURE_END = re.compile(r"(?<=ます)[。｡]?\s+|(?<=[ぁ-んァ-ヶ一-龠々]{10}) (?=[ぁ-んァ-ヶ一-龠々]{6})")
_AROUND = " \u3000、,・"
_LABELS: tuple[LineKind, ...] = ("measures", "policies")


@dataclass(slots=True)
class HeadLists:
    """What the head lists, and the index of its last line."""

    last: int
    measures: list[Line] = field(default_factory=list)
    policies: list[Line] = field(default_factory=list)
    codes: list[tuple[Code, Span]] = field(default_factory=list)
    labels: set[LineKind] = field(default_factory=set)


def read_lists(lines: Sequence[Line], index: int) -> HeadLists:
    """Read measures and policies from the label at `index` on, as far as the head goes."""
    found = HeadLists(index - 1)
    state: LineKind = "measures"
    while index < len(lines):
        line = lines[index]
        if line.kind in _LABELS:
            if line.kind in found.labels:
                break
            state = line.kind
            found.labels.add(line.kind)
        elif line.kind == "codes" and found.labels != set(_LABELS):
            found.codes += _codes(line)
        elif line.kind == "text" and _belongs(lines, index, state, found):
            (found.policies if state == "policies" or is_policy(line) else found.measures).append(line)
        elif not (line.kind in ("furniture", "number") and _page_break(lines, index, state, found)):
            break
        found.last = index
        index += 1
    return found


def is_policy(line: Line) -> bool:
    """Tell whether a line begins with a policy number and its name."""
    return _POLICY.match(Folded.of(line.text).text) is not None


def _belongs(lines: Sequence[Line], index: int, state: LineKind, found: HeadLists) -> bool:
    """Tell whether a text line still is in the head: not the unnumbered title of the next row."""
    line = lines[index]
    after = lines[index + 1].kind if index + 1 < len(lines) else None
    if line.gap and after == "measures":
        return False
    # A policy's name may go on in the next line; a sentence is no name.
    goes_on = bool(found.policies) and not line.gap and "。" not in line.text
    return state == "measures" or is_policy(line) or goes_on


def _page_break(lines: Sequence[Line], index: int, state: LineKind, found: HeadLists) -> bool:
    """Tell whether page furniture stands inside the head: the rest of its lists follows."""
    ahead = [line for line in lines[index + 1 : index + 12] if line.kind not in ("furniture", "number")]
    if state == "policies":
        return bool(ahead) and ahead[0].kind == "text" and is_policy(ahead[0])
    labels = [line.kind for line in ahead if line.kind in _LABELS]
    items = [position for position, line in enumerate(ahead) if line.kind == "item"]
    first = next((position for position, line in enumerate(ahead) if line.kind in _LABELS), len(ahead))
    return bool(labels) and labels[0] not in found.labels and not any(item < first for item in items)


def _codes(line: Line) -> list[tuple[Code, Span]]:
    return [(code, line.span) for code in codes(line.text)]


@dataclass(frozen=True, slots=True)
class MeasureText:
    """A measure's sentence, and the code that stands beside it, if one does."""

    text: Text
    code: Code | None = None


def measure_texts(lines: Sequence[Line]) -> list[MeasureText]:
    """Return the measures, one sentence each.

    Several sentences may share a line, parted by a space; one may be wrapped into the next line.
    """
    found: list[MeasureText] = []
    finished = True
    for line in lines:
        pieces = [
            MeasureText(Text(piece.strip(), line.span), code if first else None)
            for part, code in _beside_codes(line.text)
            for first, piece in _sentences(part)
        ]
        # A sentence ends with ます; where none does, each line is a measure.
        wrapped = not finished and not line.gap and any(_ends(other.text) for other in lines)
        if wrapped and found and pieces and pieces[0].code is None:
            before, after = found[-1], pieces.pop(0).text
            joined = Text(before.text.value + after.value, before.text.span | after.span)
            found[-1] = MeasureText(joined, before.code)
        found += pieces
        finished = _ends(line.text)
    return found


def _ends(text: str) -> bool:
    return _without_codes(text).rstrip("。｡ ").endswith("ます")


def _without_codes(text: str) -> str:
    for code in codes(text):
        text = text.replace(code.printed, "")
    return text


def _sentences(text: str) -> list[tuple[bool, str]]:
    pieces = [piece for piece in _MEASURE_END.split(text) if piece.strip()]
    return [(index == 0, piece) for index, piece in enumerate(pieces)]


def _beside_codes(text: str) -> list[tuple[str, Code | None]]:
    """Cut a line at its codes: a code belongs to the text behind it, or before it if the line ends so."""
    parts: list[str] = []
    rest = text
    found = codes(text)
    for code in found:
        before, _, rest = rest.partition(code.printed)
        parts.append(before)
    parts.append(rest)
    ends = parts[0].strip() and not parts[-1].strip()
    return list(zip(parts, [*found, None] if ends else [None, *found], strict=True))


def policy_numbers(lines: Sequence[Line]) -> list[PolicyNumber]:
    """Return numbered policies; several may stand in one line, one may go on in the next."""
    found: list[PolicyNumber] = []
    for line in lines:
        folded = Folded.of(line.text)
        starts = list(_POLICY.finditer(folded.text))
        span = line.span
        before = folded.cut(0, starts[0].start() if starts else len(folded.text)).strip()
        if before and found:
            last = found.pop()
            found.append(PolicyNumber(last.notation, Text(last.name.value + before, last.name.span | span)))
        ends = [*(start.start() for start in starts[1:]), len(folded.text)]
        for start, end in zip(starts, ends, strict=False):
            notation = str(int(start[1] or start[2]))
            found.append(PolicyNumber(notation, Text(folded.cut(start.end(), end).strip(_AROUND), span)))
    return found
