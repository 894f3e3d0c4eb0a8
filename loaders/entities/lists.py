"""The list of bodies that a name belongs to: AやB、並びにCと連携し tells the same of all three.

Not every member is known as a name (NTT東日本). One run of nouns that nobody knows may stand between
two names, or end the list.
"""

from bisect import bisect_left
from collections.abc import Sequence

from loaders.entities.passage import Passage
from loaders.entities.role_patterns import pattern

Place = tuple[int, int]


class BodyList:
    """The list around one name: from `begin` to `end`, in folded positions."""

    def __init__(self, passage: Passage, name: Place, bounds: Place, places: Sequence[Place]) -> None:
        """`places` are where the names of the passage stand, `bounds` is their sentence."""
        self._passage = passage
        self._text = passage.folded.text
        self._closes = bounds[1]
        self._places = [each for each in places if bounds[0] <= each[0] < bounds[1]]
        self.begin = self._first(name[0])
        self.end = self._last(name[1])

    def skipped(self, position: int) -> int:
        """Return the position behind words that change nothing (などの3社の職員)."""
        found = pattern("between", "words").match(self._text, position, self._closes)
        return found.end() if found else position

    def _first(self, begin: int) -> int:
        for other, end in reversed(self._places):
            if end <= begin and self._joined(end, begin):
                begin = other
        return begin

    def _last(self, end: int) -> int:
        for begin, other in self._places:
            if end < other and end <= begin and self._joined(self.skipped(end), begin):
                end = other
        return self._behind_stranger(end)

    def _joined(self, end: int, begin: int) -> bool:
        """Tell whether nothing but a joint stands between two names, or joints and a body without a name."""
        if begin < end:
            return False
        if pattern("between", "joint").fullmatch(self._text, end, begin):
            return True
        for way in ("", "with_"):
            joint = pattern("stranger", f"{way}before").match(self._text, end, begin)
            stranger = self._nouns_end(joint.end()) if joint else 0
            if end < stranger < begin and pattern("stranger", f"{way}after").fullmatch(
                self._text, stranger, begin
            ):
                return True
        return False

    def _behind_stranger(self, end: int) -> int:
        """Return the end of a body without a name that ends the list; the same position where none does."""
        joint = pattern("stranger", "before").match(self._text, self.skipped(end), self._closes)
        stranger = self._nouns_end(joint.end()) if joint else end
        at = self.skipped(stranger)
        ends = joint is not None and any(
            pattern("particles", side).match(self._text, at, self._closes) for side in ("with", "to", "from")
        )
        return stranger if ends and stranger > end else end

    def _nouns_end(self, begin: int) -> int:
        """Return where the run of nouns ends that begins here; the same position where none does."""
        words, end = self._passage.words, begin
        for word in words[bisect_left(words, begin, key=lambda word: word.begin) :]:
            if word.begin != end or not word.nominal or word.text == "・":
                break
            end = word.end
        return end
