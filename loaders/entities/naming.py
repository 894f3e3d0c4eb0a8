"""Names that a document prints in full here and shorter there: with and without legal form or city."""

from collections import defaultdict
from collections.abc import Iterable

from loaders.entities.candidate import Candidate
from loaders.entities.scope import Scope
from loaders.entities.spellings import plain_name, written
from loaders.language.width import key


def fullest(names: Iterable[Candidate], scope: Scope) -> dict[str, str]:
    """Return for each name the fullest one of the same thing.

    Names are of one thing when they are the same without legal form and without the name of the city;
    of two legal forms none is taken for the other.
    """
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in names:
        if each.kind and each.kind not in ("group", "place", "program"):
            alike[each.kind, scope.without_city(plain_name(key(each.name)))].add(each.name)
    called: dict[str, str] = {}
    for same in alike.values():
        full = max(same, key=lambda name: (len(name), name))
        if all(_is_form_of(name, full) for name in same):
            called.update(dict.fromkeys(same, full))
    return called


def _is_form_of(name: str, full: str) -> bool:
    """Tell whether a name has no legal form, or the one of the full name."""
    folded = key(name)
    return plain_name(folded) == folded or key(full) in written(folded) or folded in key(full)
