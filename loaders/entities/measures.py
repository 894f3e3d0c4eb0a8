"""Measures in prose: a number, its unit, and the words around it that belong to it.

What is none (`loaders.entities.blanks`) is blanked out first; what is left and has a unit is a measure.
Units and words stand in `rules/figures.toml`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.entities.blanks import blanked
from loaders.entities.numbers import value_of
from loaders.entities.patterns import basis, measure, name_of, pattern, qualifier
from loaders.entities.tables import table
from loaders.language.width import Folded

_LOOK_BACK = 16
_CLAUSE = 30
# 1人1日当たり
_ONE = re.compile(r"1(\D+?)(?=1|当たり|あたり|当り|につき)")
_FROM = ("から", "より")
_CHANGED = {1: ("増",), -1: ("減",), 0: ()}
_MAY_COUNT = re.compile(r"[0-9一二三四五六七八九十]")
# 1,200千円 is in the unit of a table; 4万5千円 is a number of yen.
_TABLE_UNIT = re.compile(r"([△▲]?\s?[\d,.]+)(千|百万)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure at folded positions: `begin` to `end` with the words that qualify it.

    `unit` is where the unit stands (千円 with its 千); the number stands before it. `change` is 1 for
    9店増, -1 for 2件減, else 0.
    """

    begin: int
    end: int
    unit: tuple[int, int]
    value: Decimal
    qualifiers: tuple[str, ...]
    change: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with its measures in order; `text` is the folded one with what counts nothing blanked out."""

    text: str
    measures: tuple[Measure, ...]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return where the sentence begins and ends that holds a position."""
        end = self.text.find("。", position)
        return self.text.rfind("。", 0, position) + 1, len(self.text) if end < 0 else end


def measured(folded: Folded, schedule: str = "") -> Measured:
    """Return the measures of a text; `schedule` is its schedule as printed, which counts nothing.

    >>> found = measured(Folded.of("第5期は延べ1,310人（65歳以上）、１２か所。"))
    >>> [(measure.qualifiers, str(measure.value)) for measure in found.measures]
    [(('延べ',), '1310'), ((), '12')]
    """
    if not _MAY_COUNT.search(folded.text):
        return Measured(folded.text, ())
    text = blanked(folded, schedule)
    measures: list[Measure] = []
    for found in measure().finditer(text):
        made = _measure(folded.text, text, found, measures[-1] if measures else None)
        measures.extend([made] if made else [])
    return Measured(text, tuple(measures))


def _measure(printed: str, text: str, found: re.Match[str], last: Measure | None) -> Measure | None:
    """Return the measure of a match with its qualifiers; None where it only says when or which.

    `printed` is the text before anything was blanked out, `last` the measure before this one.
    """
    number, unit = found["number"] or found["kanji"], found["unit"] or found["counted"]
    unit_begin, unit_end = found.end() - len(unit), found.end()
    bound = pattern("criterion", "bounds").match(text, unit_end)
    if bound and not pattern("criterion", "happens").match(text, bound.end()):
        return None
    if unit == "円" and (parts := _TABLE_UNIT.fullmatch(number)):
        number, unit_begin = parts[1], unit_begin - len(parts[2])
    begin, said_before = _before(text, found.start())
    end, said_after = _after(text, unit_end)
    end, change = _change(text, end)
    reckoned = basis().search(printed[max(0, begin - _CLAUSE) : begin])
    by = [f"/{each}" for each in _ONE.findall(reckoned[0])] if reckoned else []
    qualifiers = dict.fromkeys((*by, *said_before, *said_after, *_CHANGED[change]), True)
    if not said_before and last and text[last.unit[1] : begin] in _FROM and text[slice(*last.unit)] == unit:
        # 平均38分から26分に: what qualifies the first qualifies the second.
        qualifiers = dict.fromkeys((*last.qualifiers, *qualifiers), True)
    if unit in _units("careful") and _units("careful_qualifiers").isdisjoint(qualifiers):
        window = text[max(0, begin - _LOOK_BACK) : begin]
        if not pattern("units", "careful_before").search(window):
            return None
    return Measure(begin, end, (unit_begin, unit_end), value_of(number), tuple(qualifiers), change)


def _units(name: str) -> frozenset[str]:
    return frozenset(table("figures")["units"][name])


def _before(text: str, begin: int) -> tuple[int, list[str]]:
    """Return where the words before a number begin, and what they say, in printed order."""
    said: list[str] = []
    while found := qualifier("before").search(text[max(0, begin - _LOOK_BACK) : begin]):
        begin -= len(found[0])
        said.insert(0, name_of("before", found))
    return begin, said


def _after(text: str, end: int) -> tuple[int, list[str]]:
    """Return where the words behind a unit end, and what they say."""
    said: list[str] = []
    while found := qualifier("after").match(text, end):
        end = found.end()
        said.append(name_of("after", found))
    return end, said


def _change(text: str, end: int) -> tuple[int, int]:
    """Return where the words of a change end that stand directly behind, and its direction."""
    for key, direction, direct in (
        ("up", 1, True),
        ("down", -1, True),
        ("raised", 1, False),
        ("lowered", -1, False),
    ):
        if found := pattern("change", key).match(text, end):
            return (found.end() if direct else end), direction
    return end, 0
