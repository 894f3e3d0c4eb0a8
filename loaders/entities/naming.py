"""Names that a document prints in full here and shorter there: with and without legal form or city."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from loaders.entities.candidate import Candidate
from loaders.entities.scope import Scope
from loaders.entities.spellings import plain_name, written
from loaders.language.width import key


def fullest(names: Iterable[Candidate], scope: Scope) -> dict[str, str]:
    """Return for each name the fullest one of the same thing.

    Names are of one thing when they are the same without legal form and without the name of the city;
    of two legal forms none is taken for the other, nor of two ways to name the city (結野市観光協会,
    結野観光協会). What a person decided or a register lists stays as it is: it takes only the other ways
    to write its legal form.
    """
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    known: set[str] = set()
    for each in names:
        if each.kind and each.kind not in ("group", "place", "program"):
            alike[each.kind, scope.without_city(plain_name(key(each.name)))].add(each.name)
            if each.status != "proposed":
                known.add(each.name)
    called: dict[str, str] = {}
    for same in alike.values():
        settled = sorted(known & same)
        full = settled[0] if settled else max(same, key=lambda name: (len(name), name))
        if settled:
            called.update({name: full for name in same if key(name) in written(key(full))})
        elif all(_is_form_of(name, full, scope) for name in same):
            called.update(dict.fromkeys(same, full))
    return called


def renamed(candidate: Candidate, called: dict[str, str]) -> Candidate:
    """Return a proposal under the fullest name of its thing; what is known keeps its own."""
    if candidate.key or candidate.status != "proposed":
        return candidate
    return replace(candidate, name=called.get(candidate.name, candidate.name))


def _is_form_of(name: str, full: str, scope: Scope) -> bool:
    """Tell whether a name has no legal form, or the one of the full name; and no city, or the same way."""
    folded, whole = key(name), key(full)
    if _city_of(folded, scope) not in ("", _city_of(whole, scope)):
        return False
    return plain_name(folded) == folded or whole in written(folded) or folded in whole


def _city_of(folded: str, scope: Scope) -> str:
    """Return how a name begins with the city's, "" where it does not."""
    plain = plain_name(folded)
    return plain.removesuffix(scope.without_city(plain))
