"""What is no figure, blanked out position by position: times, and numbers that belong to names.

Dates, ordinals, ages, telephone numbers, numbers in circles, titles in quotation marks, and ranges: 10~20人
names no one value, and nothing is invented, not even a middle.
"""

import re
import unicodedata

from loaders.entities.patterns import pattern
from loaders.language.width import Folded
from loaders.language.years import YEAR

TIME, NAME = "\x00", "\x01"
"""What stands for each character of a time, and of a number that belongs to a name."""


def blanked(folded: Folded, schedule: str = "") -> str:
    """Return the folded text with what counts nothing blanked out; `schedule` is printed in it.

    >>> blanked(Folded.of("第5期は③65歳以上、7月に3回"), "7月").replace(TIME, "_").replace(NAME, "*")
    '**期は****以上、__に3回'
    """
    text = _without_circles(folded)
    for part in filter(None, schedule.split("；")):
        text = _without_schedule(text, folded, part)
    for sign, patterns in (
        (NAME, (pattern("silent", "names"),)),
        (TIME, (YEAR, pattern("silent", "times"))),
    ):
        for each in patterns:
            text = _filled(text, each, sign)
    return text


def _filled(text: str, each: re.Pattern[str], sign: str) -> str:
    return each.sub(lambda found: sign * len(found[0]), text)


def _without_circles(folded: Folded) -> str:
    """Blank out ①, ⑴ and ⒈, which folding turned into digits: ①3人 are not 13."""
    printed, starts = folded.printed, folded.starts
    return "".join(
        NAME if char.isdigit() and _in_circle(printed[starts[index]]) else char
        for index, char in enumerate(folded.text)
    )


def _in_circle(char: str) -> bool:
    """Tell whether a character is a number with a circle, brackets or a point."""
    return unicodedata.decomposition(char).startswith(("<circle>", "<compat>"))


def _without_schedule(text: str, folded: Folded, schedule: str) -> str:
    begin = folded.printed.find(schedule)
    if begin < 0:
        return text
    inside = range(begin, begin + len(schedule))
    return "".join(TIME if at in inside else char for char, at in zip(text, folded.starts, strict=False))
