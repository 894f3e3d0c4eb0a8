"""How well two spellings fit, 0 to 100.

A score of `SURE` and more says that nothing but the way of writing differs. What differs costs points;
a legal form or a city that contradicts costs so many that no such pair is ever sure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph.reconcile.spellings import Spelling, akin
from loaders.entities.ambiguous import is_ambiguous

SURE = 90.0
"""From this score on a candidate may be a match, where it is the only one."""

LEAST = 35.0
"""Below this score two names have nothing to do with each other."""

ALIKE = 80.0
"""The most that names reach which are not the same."""

_NO_FORM = 4.0
_NO_CITY = 15.0
"""Every city has a 社会福祉協議会; which one is meant only its own table can tell."""

_CUT = 3.0
_READING = 15.0
_AKIN = 20.0
_OTHER_FORM = 35.0
_OTHER_CITY = 40.0
_SHORT = 3


def best(asked: Spelling, names: Sequence[tuple[Spelling, bool]], city: str) -> float:
    """Return how well an asked name fits the best of a thing's names; True beside one that is but a reading.

    A short name says nothing of the legal form where another one of the thing does.
    """
    told = {name.core for name, _ in names if name.form}
    fitting = (pair for pair in names if not asked.form or pair[0].form or pair[0].core not in told)
    return max((score(asked, name, city, read=read) for name, read in fitting), default=0.0)


def score(asked: Spelling, known: Spelling, city: str, *, read: bool) -> float:
    """Return how well an asked name fits a known one of a thing of `city`; `read`: it is but a reading."""
    if asked.core == known.core:
        points = 100.0 if _is_telling(asked.core) else ALIKE
    else:
        points = ALIKE * _shared(asked.core, known.core)
    points -= _form_costs(asked, known) + _city_costs(asked, known, city)
    points -= _CUT * (asked.cut or known.cut) + _READING * read
    return max(0.0, points)


def _is_telling(core: str) -> bool:
    """Tell whether a name says which one is meant: 実行委員会 says only what it is."""
    return len(core) > 1 and not is_ambiguous(core)


def _form_costs(asked: Spelling, known: Spelling) -> float:
    if asked.form == known.form:
        return 0.0
    if not asked.form or not known.form:  # a short name without its form may be a common word
        return _NO_FORM if len(asked.core) >= _SHORT else _AKIN
    return _AKIN if akin(asked.form, known.form) else _OTHER_FORM


def _city_costs(asked: Spelling, known: Spelling, city: str) -> float:
    owner = known.city or city
    if asked.city and owner and asked.city != owner:
        return _OTHER_CITY
    return 0.0 if asked.city == known.city or asked.city == owner else _NO_CITY


def _shared(one: str, other: str) -> float:
    """Return the share of common pairs of characters (Dice's coefficient), 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def _pairs(core: str) -> Counter[str]:
    return Counter(map("".join, pairwise(core)))


def is_match(first: float, others: Iterable[float]) -> bool:
    """Tell whether the best candidate is the only one that fits."""
    return first >= SURE and all(other < SURE for other in others)
