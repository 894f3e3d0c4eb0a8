"""What each line of a flattened form can be, seen for itself."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from loaders.document import Document, Span
from loaders.forms.profile import Profile, form_key
from loaders.language.codes import only_codes
from loaders.language.markers import Marker, marker
from loaders.language.width import fold
from loaders.language.years import without_years

LineKind = Literal["furniture", "number", "measures", "policies", "codes", "item", "text"]

_NUMBER = re.compile(r"(?:No\.?\s*)?(\d{1,2})\.?", re.IGNORECASE)
# Where fewer lines than this adjoin, a tool has put blank lines between all of them.
_ADJOINING = 0.05
# Characters that break a line in other programs; a bullet may stand behind one.
_INNER_BREAK = re.compile(r"[\v\f\x85\u2028\u2029]+|\t+(?=[〇○◯●◎■□◆◇（①-⑳])")
_LABEL = 14
_PAGE = re.compile(r"-\s*\d{1,3}\s*-|\d{1,3}\s*/\s*\d{1,3}|[pP]\.?\s*\d{1,3}|\d{1,3}\s*(?:ページ|頁)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it; `text` has no white space around it.

    `gap` tells that more blank lines stand before it than usual in this document.
    `value` is the number of a number line. `last` is the last line where it joins several, as the
    cells of one row do.
    """

    number: int
    text: str
    kind: LineKind
    gap: bool
    marker: Marker | None = None
    value: int = 0
    last: int = 0
    indented: bool = False

    @property
    def span(self) -> Span:
        """The lines that it stands on."""
        return Span(self.number, self.last or self.number)

    def numbers(self) -> range:
        """Return the numbers of these lines."""
        return range(self.number, self.span.last + 1)


def classify(document: Document, profile: Profile) -> list[Line]:
    """Return the lines that are not blank, each with its kind."""
    return list(_classify(document, profile))


@lru_cache(maxsize=4)
def _classify(document: Document, profile: Profile) -> tuple[Line, ...]:
    """Classify once what several rules ask for: names, signs of the form, head and rows."""
    filled = [number for number, text in enumerate(document.lines, 1) if text.strip()]
    usual = _usual_gap(filled)
    return tuple(
        classified(number, part, first and number - before - 1 > usual, profile)
        for before, number in pairwise([0, *filled])
        for first, part in _parts(document.lines[number - 1], profile)
    )


def _parts(line: str, profile: Profile) -> list[tuple[bool, str]]:
    """Cut a line where another program would break it, and behind a label: 総合計画　地域の…."""
    pieces = [piece for piece in _INNER_BREAK.split(line) if piece.strip()]
    label, _, rest = pieces[0].strip().replace("\u3000", " ").replace("：", " ").partition(" ")
    if rest.strip() and form_key(label) in profile.measures | profile.policies:
        pieces[0:1] = [label, pieces[0].strip()[len(label) + 1 :]]
    return [(index == 0, piece) for index, piece in enumerate(pieces)]


def classified(number: int, text: str, gap: bool, profile: Profile, last: int = 0) -> Line:
    """Return one line (or several joined, up to `last`) with its kind."""
    return replace(_line(number, text.strip(), gap, profile), last=last, indented=text[:1].isspace())


def _usual_gap(filled: list[int]) -> int:
    """Return how many blank lines stand between any two lines: 1 where a tool doubled them."""
    gaps = Counter(number - before - 1 for before, number in pairwise(filled))
    doubled = gaps.total() > 0 and gaps[0] < _ADJOINING * gaps.total()
    return gaps.most_common(1)[0][0] if doubled else 0


def _line(number: int, text: str, gap: bool, profile: Profile) -> Line:
    if found := _NUMBER.fullmatch(fold(text)):
        return Line(number, text, "number", gap, value=int(found[1]))
    if begins := marker(text):
        return Line(number, text, "item", gap, begins)
    return Line(number, text, next(_kinds(text, profile), "text"), gap)


def _kinds(text: str, profile: Profile) -> Iterator[LineKind]:
    """Yield what a line without marker can be, strongest first."""
    label = form_key(text).strip("【】[]()<>:")
    if _is_label(label, profile.measures):
        yield "measures"
    if _is_label(label, profile.policies):
        yield "policies"
    if only_codes(text):
        yield "codes"
    if is_furniture(text, profile):
        yield "furniture"


def _is_label(label: str, words: frozenset[str]) -> bool:
    """Tell whether a text is a label, also with the number of its plan: 第4次総合計画."""
    numbered = label.startswith("第") and len(label) <= _LABEL and label.endswith(tuple(words))
    return label in words or numbered


def is_furniture(text: str, profile: Profile) -> bool:
    """Tell whether a text is a heading, a page number, or a remark about the document."""
    return (
        profile.is_furniture(without_years(text))
        or _PAGE.fullmatch(fold(text)) is not None
        or form_key(text).startswith(profile.remarks)
    )
