"""What a text tells of its measures: whether a target or an actual, and of which fiscal year."""

import re

from loaders.entities.blanks import TIME
from loaders.entities.former import EXPECTED, became_another
from loaders.entities.measures import Measure, Measured
from loaders.entities.patterns import pattern
from loaders.language.tense import tense
from loaders.language.width import Folded
from loaders.language.years import ERAS, YEAR, read_year
from loaders.sheet import FigureKind, Item

# R7：12校; with 年度 it is one of `YEAR`.
_SHORT_YEAR = re.compile(r"(?<![A-Za-z])(?P<era>[RH])(?P<number>\d{1,2})(?=\s*[:~]|\s)")
# 前年（25人）, but 昨年10月 may be of either fiscal year.
_RELATIVE = re.compile(
    r"(?P<last>[昨前]年度|[昨前]年(?=[のは:(\s]*\Z))|(?P<next>[次来翌]年度)|(?P<this>[今本当]年度)"
)
_AWAY = {"last": -1, "this": 0, "next": 1}
_COMPARED = re.compile(r"の?[\d.,]+倍|比|より|から|に比|同|並|以降|に向け|へ|も")
# A year that only says since when, until when another one was, or which plan: no year of a figure.
_NOT_OF = re.compile(
    r"(?:末|初め)?(?:比|から|より|以降|以来|~|に向け|(?:当初|補正)?予算"
    r"|[にの]?(?:策定|締結|制定|改定|開始|開設|開校|開館|開園|始ま|設置|供用|着工|完成|稼働|施行|導入))"
)
_FROM = re.compile(r"(?:から|より|(?:に対し|[にと]比べ)て?)、?")
# Behind the year in a bracket: 10%（令和7年度まで）.
_YEAR_ENDS = re.compile(r"(?:末|中)?(?:まで(?:に)?|時点)?\)")
_BRACKET = re.compile(r"\([^()]*\)")
# Behind a verb and a comma another clause begins.
_CLAUSE = re.compile(r"(?<=[しりてきいえけせれみびちめ])、|ため、|ので、|ほか、|(?<=[たすいるく])が、|。")


def kind_of(item: Item, measured: Measured, measure: Measure, *, past: bool = False) -> FigureKind:
    """Tell whether a measure is to be reached or was reached; one of a year that is `past` was."""
    text, (first, last) = measured.text, measured.sentence(measure.begin)
    before = text[first : measure.begin]
    after = text[measure.end : last]
    if pattern("kind", "actual_before").search(before):
        return "actual"
    percent_of_target = text[slice(*measure.unit)] == "%" and before.endswith("目標の")
    if pattern("kind", "target_before").search(before) and not percent_of_target:
        return "target"
    if pattern("kind", "target_after").match(after):
        return "target"
    if past or became_another(measured, measure):
        return "actual"
    if item.kind in EXPECTED:
        return EXPECTED[item.kind]
    if pattern("kind", "cause").search(after) or tense(text[first:last]) == "past":
        return "actual"
    # An aim is told as if it were reached: 「…が10か所で行われている。」
    return "actual" if item.kind == "issue" and pattern("kind", "state").search(after) else "target"


def year_of(item: Item, measured: Measured, measure: Measure, folded: Folded, fiscal_year: int) -> int:
    """Return the fiscal year that the clause of a measure names, else the sheet's.

    A schedule names it behind what is to be done, and of several the one in which it will be: 2027 for
    「全校で実施　令和7年度～令和9年度」.
    """
    text = folded.text
    begin, last = measured.sentence(measure.begin)
    # 9.2%（令和5年度）
    behind = YEAR.match(text, measure.end + 1) if text[measure.end : measure.end + 1] == "(" else None
    if (
        behind
        and _YEAR_ENDS.match(text, behind.end())
        and (year := read_year(behind, fiscal_year))
        and year.fiscal
    ):
        return year.value
    if before := next(
        (each for each in measured.measures if _FROM.fullmatch(text, each.end, measure.begin)), None
    ):
        # 令和5年度の24%から26%に: the year is that of the first.
        begin = before.end
    for found in _CLAUSE.finditer(measured.text, begin, measure.begin):
        begin = found.end()
    text = _without_theirs(text, measured, begin, measure.begin)
    named = _named(text, begin, measure.begin, fiscal_year)
    if not named and item.kind == "schedule":
        after = min((each.begin for each in measured.measures if each.begin > measure.begin), default=last)
        named = _named(text, measure.end, after, fiscal_year, scheduled=True)
    return max(named)[1] if named else fiscal_year


def _without_theirs(text: str, measured: Measured, begin: int, end: int) -> str:
    """Blank out the brackets whose years are those of other measures: 18％（前年度16％）、300人."""
    for found in _BRACKET.finditer(text, begin, end):
        if any(
            found.start() <= each.begin < found.end() or each.end == found.start()
            for each in measured.measures
        ):
            text = f"{text[: found.start()]}{TIME * len(found[0])}{text[found.end() :]}"
    return text


def _named(
    text: str, begin: int, end: int, fiscal_year: int, *, scheduled: bool = False
) -> list[tuple[int, int]]:
    """Return where fiscal years stand in a clause, and which."""
    years = [(found, read_year(found, fiscal_year)) for found in YEAR.finditer(text, begin, end)]
    named = [
        (found.start(), year.value)
        for found, year in years
        if year is not None and year.fiscal and (scheduled or not _NOT_OF.match(text, found.end()))
    ]
    named += [
        (found.start(), ERAS[found["era"]] + int(found["number"]))
        for found in _SHORT_YEAR.finditer(text, begin, end)
    ]
    named += [
        (found.start(), fiscal_year + _AWAY[found.lastgroup or "this"])
        for found in _RELATIVE.finditer(text, begin, end)
        if not _COMPARED.match(text, found.end())
    ]
    return named
