"""Names told by their last word: where such a name begins and ends inside a run of nouns."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.tables import words


@dataclass(frozen=True, slots=True)
class Ending:
    """A name that ends with a known word: folded positions, the word, and the words before it."""

    begin: int
    end: int
    word: str
    modifiers: tuple[Word, ...]

    def text(self, passage: Passage) -> str:
        """Return the folded name."""
        return passage.folded.text[self.begin : self.end]


def endings(passage: Passage, rules: str, keys: tuple[str, ...]) -> Iterator[Ending]:
    """Yield for each run of nouns the longest name in it that ends with a word of `rules/<rules>.toml`.

    The words stand under `keys`. Numbers with their counters (16事業) part a run: what they count is no
    name. In the same run only what is done with the thing may follow, or one of the words under
    `following`: 会議 is no ending in 会議所.
    """
    known = _known(rules, keys)
    leading, following = words(rules, "leading"), words(rules, "following")
    for run in passage.runs:
        for piece in _pieces(run, leading):
            found = _last(passage, piece, known, following)
            if found is not None:
                yield found


@lru_cache(maxsize=4)
def _known(rules: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the words under some keys of a table by their last character, longest first."""
    known: dict[str, list[str]] = {}
    for word in sorted(frozenset[str]().union(*(words(rules, key) for key in keys)), key=len, reverse=True):
        known.setdefault(word[-1], []).append(word)
    return {last: tuple(those) for last, those in known.items()}


def _pieces(run: Sequence[Word], leading: Collection[str]) -> Iterator[tuple[Word, ...]]:
    """Cut a run at numbers that count, and drop the words that lead to a name without being part of it."""
    piece: list[Word] = []
    for position, word in enumerate(run):
        if word.detail == "数詞" and not (piece and piece[-1].text == "第") and not _of_a_name(run, position):
            yield from _lead(piece, leading)
            piece = []
        else:
            piece.append(word)
    yield from _lead(piece, leading)


def _of_a_name(run: Sequence[Word], position: int) -> bool:
    """Tell whether a number is a part of the name: of letters (G7), an anniversary, a year (フェスタ2024)."""
    after = run[position + 1].text if position + 1 < len(run) else ""
    before = run[position - 1].text if position else ""
    lettered = before.isascii() and before.isalpha()
    return lettered or after.startswith("周年") or (bool(before) and _is_year(run[position]) and not after)


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit()


def _lead(piece: list[Word], leading: Collection[str]) -> Iterator[tuple[Word, ...]]:
    start = 0
    while start < len(piece) and (piece[start].text in leading or piece[start].text == "・"):
        start += 1
    if start < len(piece):
        yield tuple(piece[start:])


def _last(
    passage: Passage,
    piece: tuple[Word, ...],
    known: Mapping[str, Sequence[str]],
    following: Collection[str],
) -> Ending | None:
    text, begin = passage.folded.text, piece[0].begin
    for position in range(len(piece), 0, -1):
        after = piece[position] if position < len(piece) else None
        if after is not None and not (after.verbal or after.text in following or after.detail == "数詞"):
            continue
        end = piece[position - 1].end
        for word in known.get(text[end - 1], ()):
            cut = end - len(word)
            if cut >= begin and text.startswith(word, cut):
                before = tuple(each for each in piece if each.begin < cut)
                return Ending(begin, after.end if after and _is_year(after) else end, word, before)
    return None
