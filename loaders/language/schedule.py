"""Schedules of an item: in its last bracket, at its beginning, or as fiscal years at its end.

What is cut out as schedule is kept as printed; what a bracket says besides the time stays in the
text: （8月　参加者：80人） is a schedule and a target. 「年2回」 is no schedule: it names no time, and
how often a thing is done is a figure of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.language.when import When, read_when
from loaders.language.width import Folded
from loaders.language.years import YEAR
from loaders.sheet import Period, Schedule

_JOIN = "；"
_SEPARATOR = re.compile(r"[\s、,;・/及びと]*")
# What may follow a time inside its bracket and still speak of it: 7月中に開始, 9月実施予定.
_VERB = re.compile(
    r"(?:\s*+(?:に|から|より|までに|中|以降|を?目途に?))*+\s*+"
    r"(?:開始|開設|開催|実施|完了|終了|策定|改定|公表|設置|導入|着手|予定|募集|受付|順次|運用|供用)*"
)
_STARTS = re.compile(r"開始|開設|着手|導入|供用")
# Spaces are possessive (*+) where another run of them may follow: else both would be tried in all
# divisions of a long one.
_END = re.compile(r"\s*+[。.]*+\s*+$")
# What may stand beside the schedule bracket without making it a remark in the middle of a sentence.
# ※ begins a remark on the whole item.
_BESIDE = re.compile(r"(?:[\s。.]|[\[【〔〈<{][^\[\]【】〔〕〈〉<>{}()]*+[\]】〕〉>}])*+(?:※.*)?", re.DOTALL)
# 「（7～8月）次年度継続」: what is said of the time behind the bracket.
_GOES_ON = re.compile(r"\s*+(?:(?:次|翌|来|今)年度?|継続|以降|から)[^、。,]{0,12}$")
_LEAD_END = re.compile(r"\s*+(?:実施|開催|継続)?\s*+(?:[、,]|$)")
_NEXT = re.compile(r"[、,;\s]")
_SPACE = re.compile(r"\s*+")
# What parts the time from what else its bracket says.
_PARTED = re.compile(r"[\s、,;:・/]+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text without its schedule bracket, and the schedule."""

    text: str
    schedule: Schedule | None
    consistent: bool = True


def take_schedule(text: str, fiscal_year: int) -> Cut:
    """Cut the schedule out of an item of the fiscal year.

    >>> take_schedule("講座の開講（7～2月）", 2024).schedule.printed
    '7～2月'
    >>> take_schedule("体験会（8月　参加者：80人）", 2024).text
    '体験会（参加者：80人）'
    >>> take_schedule("登録店の募集（登録店12店）", 2024).schedule is None
    True
    """
    folded = Folded.of(text)
    for reader in (_bracket, _years, _lead):
        cut = reader(folded, fiscal_year)
        if cut is not None:
            return cut
    return Cut(text, None)


def _bracket(folded: Folded, fiscal_year: int) -> Cut | None:
    """Read the last bracket that holds a time; only brackets or a time may follow it."""
    text = folded.text
    glosses = _glosses(text)
    limit = len(text)
    for begin, end in reversed([group for group in _groups(text) if group[0] not in glosses]):
        last = limit == len(text)
        if not _BESIDE.fullmatch(text, end, limit) and not (last and _goes_on(text, end, fiscal_year)):
            return None
        if inside := _times(text[begin + 1 : end - 1], fiscal_year):
            return _cut(folded, (begin, end), *inside)
        limit = begin
    return None


def _goes_on(text: str, end: int, fiscal_year: int) -> bool:
    """Tell whether what follows the last bracket speaks of its time."""
    behind = _SPACE.match(text, end)
    follows = behind is not None and read_when(text, behind.end(), fiscal_year) is not None
    return follows or _GOES_ON.match(text, end) is not None


def _cut(folded: Folded, bracket: tuple[int, int], length: int, whens: list[When]) -> Cut:
    """Cut the time out of its bracket, and the bracket where it holds nothing else."""
    begin, end = bracket
    stop = begin + 1 + length
    schedule = Schedule(folded.cut(begin + 1, stop).strip(), _periods(whens))
    parted = _PARTED.match(folded.text, stop, end - 1)
    kept = parted.end() if parted else stop
    text = folded.without(begin, end) if kept >= end - 1 else folded.without(begin + 1, kept)
    return Cut(text.strip(), schedule, all(when.consistent for when in whens))


def _times(text: str, fiscal_year: int) -> tuple[int, list[When]] | None:
    """Read times that follow each other; return where the last ends. None without any."""
    whens: list[When] = []
    position = stop = 0
    while position < len(text) and (when := read_when(text, position, fiscal_year)):
        verb = _VERB.match(text, when.end)
        words = verb[0].rstrip() if verb else ""
        stop = when.end + len(words)
        if _STARTS.search(words):
            when = When(stop, tuple(Period(p.starts, None) for p in when.periods), when.consistent)
        whens.append(when)
        between = _SEPARATOR.match(text, stop)
        position = between.end() if between else stop
    # A word that goes on behind the time (4月号, 通年型) makes it a name.
    if not whens or (stop < len(text) and not _PARTED.match(text, stop)):
        return None
    return stop, whens


def _years(folded: Folded, fiscal_year: int) -> Cut | None:
    """Read fiscal years that stand at the end, or behind white space: …の検討　令和6年度～."""
    found = list(_year_expressions(folded.text, fiscal_year))
    if not found:
        return None
    printed = _JOIN.join(folded.cut(begin, when.end).strip() for begin, when in found)
    schedule = Schedule(printed, _periods([when for _, when in found]))
    begin, last = found[-1]
    only_last = len(found) == 1 and _END.match(folded.text, last.end)
    text = folded.cut(0, begin).rstrip() if only_last and begin else folded.printed
    return Cut(text, schedule, all(when.consistent for _, when in found))


def _year_expressions(text: str, fiscal_year: int) -> Iterator[tuple[int, When]]:
    position = 0
    while found := YEAR.search(text, position):
        when = read_when(text, found.start(), fiscal_year)
        position = max(found.end(), when.end if when else 0)
        if when is None:
            continue
        ends = _END.match(text, when.end) is not None
        behind_space = text[found.start() - 1 : found.start()].isspace()
        # A calendar year is a schedule only with its month, and set apart: 「受付　令和6年4月～」.
        dated = found["unit"] == "年" and ends and behind_space and when.end > found.end()
        if found["unit"] != "年度" and not dated:
            continue
        if ends or (behind_space and _NEXT.match(text, when.end)):
            yield found.start(), when


def _lead(folded: Folded, fiscal_year: int) -> Cut | None:
    """Read a time that the item begins with: 通年実施､出前講座…. The text stays whole."""
    when = read_when(folded.text, 0, fiscal_year)
    if when is None or not _LEAD_END.match(folded.text, when.end):
        return None
    return Cut(folded.printed, Schedule(folded.cut(0, when.end), when.periods), when.consistent)


def _groups(text: str) -> list[tuple[int, int]]:
    """Return the outermost bracket groups as (start, end); unbalanced brackets are left alone."""
    groups: list[tuple[int, int]] = []
    depth, begin = 0, 0
    for position, char in enumerate(text):
        if char == "(":
            begin = position if depth == 0 else begin
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                groups.append((begin, position + 1))
    return groups


def _glosses(text: str) -> set[int]:
    """Return where the brackets open that belong to a year: 令和6年度（2024年度）."""
    return {
        found.start() + offset
        for found in YEAR.finditer(text)
        for offset, char in enumerate(found[0])
        if char == "("
    }


def _periods(whens: list[When]) -> tuple[Period, ...]:
    return tuple(period for when in whens for period in when.periods)
