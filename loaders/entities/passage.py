"""One text as every rule sees it: as printed, folded, its words, its sentences."""

import re
from bisect import bisect_left
from functools import cached_property

from loaders.entities.nouns import Splitter, Word, merged, runs, splitter
from loaders.language.markers import marker
from loaders.language.width import Folded

_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➓⓵-⓾]")
# Letters that signs join into one word, which the dictionary tears: J-ABC, A.B., A&B.
_INITIALS = re.compile(r"(?<![A-Za-z0-9.&-])[A-Za-z]+(?:[.&-][A-Za-z0-9]+)+\.?(?![A-Za-z0-9&-])")
# A sentence ends at 。, but not at the one in （以下「…」という。）.
_UNIT = r"(?:[（(][^（）()]*[）)]|[（(](?![^（）()]*[）)])|[^。（(])"
_SENTENCE = re.compile(f"{_UNIT}*。+|{_UNIT}+$")


class Passage:
    """A text of the sheet. Rules match on `folded.text` and answer in positions of `printed`.

    >>> passage = Passage("市民活動センターと連携。次年度も続けます。")
    >>> [passage.printed[begin:end] for begin, end in passage.sentences]
    ['市民活動センターと連携。', '次年度も続けます。']
    """

    def __init__(self, printed: str, split: Splitter | None = None, whole: tuple[str, ...] = ()) -> None:
        """`whole` are folded words that the dictionary would tear: the city's name in kana."""
        self.printed = printed
        self._whole = whole
        self.folded = Folded.of(printed)
        self.split = split or splitter()

    @property
    def method(self) -> str:
        """How the words were found: "sudachi" or "plain"."""
        return self.split.method

    @property
    def by_suffix(self) -> str:
        """The method of names that are told by their ends: it is less precise without the dictionary."""
        return "suffix" if self.method == "sudachi" else "suffix-plain"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, at folded positions. A marker (〇, （1）, ①) is no part of the first one."""
        whole = tuple(dict.fromkeys((*self._whole, *_INITIALS.findall(self.unmarked))))
        return merged(self.split(self.unmarked), self.unmarked, whole)

    @cached_property
    def unmarked(self) -> str:
        """The folded text with a comma for each character of a marker: 「③千」 is no number 3千."""
        text = self.folded.text
        mark = marker(self.printed)
        begin = self.folded_at(mark.length) if mark else 0
        text = "、" * begin + text[begin:]
        for circled in _CIRCLED.finditer(self.printed, mark.length if mark else 0):
            first, last = self.folded_at(circled.start()), self.folded_at(circled.end())
            text = text[:first] + "、" * (last - first) + text[last:]
        return text

    @cached_property
    def runs(self) -> tuple[tuple[Word, ...], ...]:
        """The runs of nouns, at folded positions."""
        return runs(self.words)

    @cached_property
    def begins(self) -> frozenset[int]:
        """Where words begin, at folded positions."""
        return frozenset(word.begin for word in self.words)

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where words end, at folded positions."""
        return frozenset(word.end for word in self.words)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where the sentences begin and end in the printed text."""
        return tuple(each.span() for each in _SENTENCE.finditer(self.printed))

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Return the sentence that holds a printed position."""
        return next(each for each in self.sentences if position < each[1])

    def place(self, begin: int, end: int) -> tuple[int, int]:
        """Return the printed positions of folded ones."""
        return self.folded.starts[begin], self.folded.starts[end]

    def folded_at(self, position: int) -> int:
        """Return the folded position of a printed one."""
        return bisect_left(self.folded.starts, position)
