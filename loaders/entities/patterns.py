"""The patterns of `rules/figures.toml`, where `{number}`, `{unit}` and `{basis}` stand for any of ours."""

import re
from functools import lru_cache

from loaders.entities.numbers import KANJI_NUMBER, NUMBER
from loaders.entities.tables import table


@lru_cache(maxsize=64)
def pattern(group: str, key: str) -> re.Pattern[str]:
    """Return a pattern of the table; of a list any of its patterns."""
    source = table("figures")[group][key]
    return re.compile(_filled("|".join(source) if isinstance(source, list) else source))


@lru_cache(maxsize=1)
def measure() -> re.Pattern[str]:
    """Return the pattern of a number and its unit: groups `number`, `unit`, or `kanji`, `counted`."""
    kanji = "|".join(map(_guarded, table("figures")["units"]["kanji"]))
    counted = rf"(?P<kanji>{KANJI_NUMBER})(?P<counted>{kanji})"
    return re.compile(rf"(?P<number>{NUMBER})\s?(?P<unit>{_units()})|{counted}")


@lru_cache(maxsize=2)
def qualifier(side: str) -> re.Pattern[str]:
    """Return the pattern of the words "before" a number or "after" its unit; group q3 is the fourth."""
    words = "|".join(f"(?P<q{place}>{each})" for place, each in enumerate(table("figures")[side].values()))
    return re.compile(rf"(?:{words})\s*\Z" if side == "before" else words)


def name_of(side: str, found: re.Match[str]) -> str:
    """Return what the qualifier is called that was found on a side."""
    names: list[str] = [*table("figures")[side]]
    return names[int((found.lastgroup or "q0")[1:])]


@lru_cache(maxsize=1)
def basis() -> re.Pattern[str]:
    """Return the pattern of what the number at the end of a clause is reckoned by: 1人1日当たり."""
    return re.compile(_basis() + r"[^、。]*\Z")


@lru_cache(maxsize=1)
def _basis() -> str:
    return rf"(?<!\d)1(?:{_units()})(?:1[日月年])?(?:当たり|あたり|当り|につき)"


def _filled(source: str) -> str:
    parts = {
        "{number}": f"(?:{NUMBER})",
        "{unit}": f"(?:{_units()})",
        "{basis}": _basis(),
    }
    for name, part in parts.items():
        source = source.replace(name, part)
    return source


@lru_cache(maxsize=1)
def _units() -> str:
    units = table("figures")["units"]
    return "|".join(map(_guarded, sorted((*units["plain"], *units["careful"]), key=len, reverse=True)))


def _guarded(unit: str) -> str:
    """Return the pattern of a unit, with what must not follow it."""
    if re.search(r"[A-Za-z0-9]\Z", unit):
        return re.escape(unit) + "(?![A-Za-z0-9])"
    other_word = table("figures")["not_before"].get(unit)
    return f"{unit}(?!{other_word})" if other_word else re.escape(unit)
