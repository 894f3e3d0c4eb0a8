"""One text as every rule sees it: as printed, folded, its words, its sentences."""

import re
from functools import cached_property

from loaders.entities.nouns import Splitter, Word, runs, splitter
from loaders.language.width import Folded

# A sentence ends at 。, but not at the one in （以下「…」という。）.
_UNIT = r"(?:[（(][^（）()]*[）)]|[（(](?![^（）()]*[）)])|[^。（(])"
_SENTENCE = re.compile(f"{_UNIT}*。+|{_UNIT}+$")


class Passage:
    """A text of the sheet. Rules match on `folded.text` and answer in positions of `printed`.

    >>> passage = Passage("市民活動センターと連携。次年度も続けます。")
    >>> [passage.printed[begin:end] for begin, end in passage.sentences]
    ['市民活動センターと連携。', '次年度も続けます。']
    """

    def __init__(self, printed: str, split: Splitter | None = None) -> None:
        self.printed = printed
        self.folded = Folded.of(printed)
        self._split = split or splitter()

    @property
    def method(self) -> str:
        """How the words were found: "sudachi" or "plain"."""
        return self._split.method

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, at folded positions."""
        return self._split(self.folded.text)

    @cached_property
    def runs(self) -> tuple[tuple[Word, ...], ...]:
        """The runs of nouns, at folded positions."""
        return runs(self.words)

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
