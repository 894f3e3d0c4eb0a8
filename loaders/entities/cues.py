"""Names that only the words around them tell: MILA職員, 結野傾聴の会, 読み聞かせの会「ことのは」."""

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.entities.candidate import Candidate
from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.places import is_place
from loaders.entities.scope import Scope
from loaders.entities.segments import is_noun, trimmed_left
from loaders.entities.tables import table, words
from loaders.mention import MentionKind

RANK = 2
METHOD = "cue"
_CALLED = re.compile("[「『][^」』]{1,20}[」』]")
_LATIN = re.compile("[A-Z][A-Za-z&.-]*[A-Z]")


def cue_candidates(passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """Yield what the words around it make a name of."""
    yield from _latin(passage)
    yield from _of_the_society(passage, scope)
    yield from _called(passage)


def _latin(passage: Passage) -> Iterator[Candidate]:
    """Yield words in capitals, with the nouns before them, that a cue follows at once (月島ABCとの協定)."""
    text = passage.folded.text
    if not _LATIN.search(text):
        return
    for index, word in enumerate(passage.words):
        if not _LATIN.fullmatch(word.text) or word.text in words("cues", "common"):
            continue
        if _cue("behind").match(text, word.end):
            run = trimmed_left(_run_before(passage.words, index + 1))
            begin = run[0].begin if run else word.begin
            yield Candidate(*passage.place(begin, word.end), "partner", text[begin : word.end], METHOD, RANK)


def _of_the_society(passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """Yield …の会 where a place stands before it, or a name in 「」 behind it."""
    every = passage.words if "の会" in passage.folded.text else ()
    for index in range(1, len(every) - 1):
        if every[index].text != "の" or every[index + 1].text != "会":
            continue
        run = trimmed_left(_run_before(every, index))
        called = _CALLED.match(passage.folded.text, every[index + 1].end)
        if run and (called or is_place(run, scope)):
            end = called.end() if called else every[index + 1].end
            name = passage.folded.text[run[0].begin : end]
            yield Candidate(*passage.place(run[0].begin, end), "partner", name, METHOD, RANK)


def _called(passage: Passage) -> Iterator[Candidate]:
    """Yield what stands in 「」 behind a word for a body or a facility (ホーム「さくら苑」)."""
    text = passage.folded.text
    for found in _CALLED.finditer(text):
        kind = _kind_of_called(text[: found.start()], found[0][1:-1])
        if kind:
            begin, end = found.start() + 1, found.end() - 1
            yield Candidate(*passage.place(begin, end), kind, text[begin:end], METHOD, RANK)


def _kind_of_called(before: str, name: str) -> MentionKind | None:
    if _cue("called_bodies").search(before) and _cue("body_ends").search(name):
        return "partner"
    site = _cue("called_sites").search(before)
    named = site and (not site[0].startswith(("愛称", "名称")) or _cue("site_ends").search(name))
    return "site" if named else None


def _run_before(every: tuple[Word, ...], end: int) -> tuple[Word, ...]:
    start = end
    while start and is_noun(every, start - 1):
        start -= 1
    return every[start:end]


@lru_cache(maxsize=8)
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(table("cues")[name])
