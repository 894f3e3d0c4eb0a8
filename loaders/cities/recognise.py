"""Tell whose sheet this is, from what it prints.

Each sign has a weight. A number printed with the very name that a register gives it is strong, and
so is a number that a register has under another name, against the city. A department's name alone
is weak (many cities have one of that name), and so is a city's name here and there in the text
(neighbours are mentioned too): one weak sign is never enough. A name that comes more often than
any other city's is enough where nothing speaks against it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import RefusedFile
from core.messages import say
from loaders.cities.city import City
from loaders.cities.entries import canonical

POLICY, CONTRADICTION, DEPARTMENT = 2, -2, 1
NAMED, NAMED_OFTEN = 1, 2
OFTEN = 3
ENOUGH = 2

# 「津市」 does not stand in 「大津市」: before a name no other kanji stands, but for a prefecture's.
_BEFORE = r"(?<![一-龥々ヶ])(?:(?:東京都|北海道|(?:京都|大阪)府|[一-龥]{2,3}県))?"
_AFTER = r"(?!場)"
_ANY_CITY = re.compile(r"(?<![一-龥々ヶ])[一-龥々ヶ]{2,4}市(?![場長])")
_NO_CITY = frozenset({"都市", "中核市", "政令市", "指定都市", "政令指定都市", "近隣市", "特例市"})


@dataclass(frozen=True, slots=True)
class Hints:
    """What a sheet prints that can tell its city.

    `policies` holds (label, notation, name) as printed; `text` is all lines of the document,
    joined by line feeds.
    """

    department: str
    fiscal_year: int
    policies: tuple[tuple[str, str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well one city fits, and why."""

    city: City
    score: int
    reasons: tuple[str, ...]


def recognise(hints: Hints, cities: Mapping[str, City]) -> tuple[City, tuple[str, ...]]:
    """Return the city that fits best and the reasons, as sentences.

    RefusedFile when no city fits well enough, or when two fit equally well.
    """
    fits = sorted(
        (_fit(hints, city) for city in cities.values()), key=lambda fit: (-fit.score, fit.city.code)
    )
    if not fits or fits[0].score < ENOUGH:
        raise RefusedFile(
            "city-not-recognised",
            department=hints.department,
            year=hints.fiscal_year,
            numbers=_in_order({notation for _, notation, _ in hints.policies}) or "—",
            known=[city.name for city in cities.values()] or "—",
            options=[f"--city {fit.city.key}" for fit in fits] or "—",
        )
    if len(fits) > 1 and fits[1].score == fits[0].score:
        raise RefusedFile("city-two-fit", one=fits[0].city.name, two=fits[1].city.name)
    return fits[0].city, fits[0].reasons


def _fit(hints: Hints, city: City) -> _Fit:
    scores: list[int] = []
    reasons: list[str] = []
    for label in sorted({label for label, _, _ in hints.policies}):
        agreeing, opposing = _compare(hints, city, label)
        for numbers, weight, key in (
            (agreeing, POLICY, "city-reason-policies"),
            (opposing, CONTRADICTION, "city-reason-contradiction"),
        ):
            if numbers:
                scores.append(weight * len(numbers))
                reasons.append(say(key, label=label, numbers=_in_order(numbers), city=city.name))
    if city.department(hints.department, hints.fiscal_year):
        scores.append(DEPARTMENT)
        values = {"department": hints.department, "city": city.name, "year": hints.fiscal_year}
        reasons.insert(0, say("city-reason-department", **values))
    lines = _lines_with(city.name, hints.text)
    if lines:
        often = lines >= OFTEN and lines > _most_lines_of_another(city.name, hints.text)
        scores.append(NAMED_OFTEN if often else NAMED)
        reasons.append(say("city-reason-name", city=city.name, count=lines))
    return _Fit(city, sum(scores), tuple(reasons))


def _compare(hints: Hints, city: City, label: str) -> tuple[set[str], set[str]]:
    """Return the numbers under `label` whose names agree with the register, and those that oppose it."""
    agreeing: set[str] = set()
    opposing: set[str] = set()
    policies = city.policy_list(label, hints.fiscal_year)
    for printed_label, notation, name in hints.policies:
        entry = policies.find(notation) if policies and printed_label == label else None
        if entry is None:
            continue
        printed = canonical(name)
        if entry.is_called(name):
            agreeing.add(entry.notation)
        elif not any(_cut_short(printed, canonical(known)) for known in (entry.name, *entry.aliases)):
            opposing.add(entry.notation)
    return agreeing, opposing


def _cut_short(printed: str, known: str) -> bool:
    """Tell whether a name is only cut short, or has a remark after it: it speaks neither way."""
    return printed.startswith(known) or known.startswith(printed)


def _lines_with(name: str, text: str) -> int:
    """Return how many lines print this city's name."""
    pattern = re.compile(_BEFORE + re.escape(canonical(name)) + _AFTER)
    return sum(1 for line in text.splitlines() if pattern.search(canonical(line)))


def _most_lines_of_another(name: str, text: str) -> int:
    """Return on how many lines the most printed name of another city stands."""
    found: Counter[str] = Counter()
    for line in text.splitlines():
        found.update(set(_ANY_CITY.findall(canonical(line))) - _NO_CITY - {name})
    return max(found.values(), default=0)


def _in_order(notations: set[str]) -> list[str]:
    return sorted(notations, key=lambda text: (len(text), text))
