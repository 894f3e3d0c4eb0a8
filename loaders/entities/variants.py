"""Names of programs in one sheet that may be spellings of one: proposals, for people to decide."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, pairwise

from loaders.mention import Mention, Variant
from loaders.sheet import ManagementSheet

ALIKE = 0.75
"""From this share of common pairs of characters on, two names may be spellings of one."""


def variants(names: Iterable[str], settled: Iterable[str] = ()) -> tuple[Variant, ...]:
    """Return the pairs of names that look alike, in order; of each pair the better known name last.

    `names` are repeated as often as a sheet names them. Registers or people have settled some of them;
    two of these are two programs.

    >>> found = variants(["引きこもり相談事業", "ひきこもり相談事業", "引きこもり相談事業", "読書会"])
    >>> [(pair.name, pair.other) for pair in found]
    [('ひきこもり相談事業', '引きこもり相談事業')]
    """
    counted, sure = Counter(names), frozenset(settled)
    known = sorted(counted, key=lambda name: (name in sure, counted[name], name))
    pairs = {name: Counter(map("".join, pairwise(name))) for name in known}
    alike = (
        Variant(one, other, _share(pairs[one], pairs[other]))
        for one, other in combinations(known, 2)
        if one not in sure
    )
    return tuple(
        sorted((pair for pair in alike if pair.alike >= ALIKE), key=lambda pair: (pair.name, pair.other))
    )


def variants_in(sheet: ManagementSheet) -> tuple[Variant, ...]:
    """Return the pairs among the programs that a sheet names, evaluated ones included."""
    named = [each for each in sheet.mentions() if each.kind == "program"]
    evaluated = [row.title.value for row in sheet.programs]
    names = [*(each.name for each in named), *evaluated]
    return variants(names, [*filter(None, map(_settled, named)), *evaluated])


def _settled(mention: Mention) -> str | None:
    """Return the name of a thing that a register has or that a person decided."""
    return mention.name if mention.key is not None or mention.status == "confirmed" else None


def _share(first: Counter[str], second: Counter[str]) -> float:
    """Return the share of common pairs of characters (Dice's coefficient), 0 to 1."""
    sizes = first.total(), second.total()
    if 2 * min(sizes) < ALIKE * sum(sizes):
        return 0.0  # one is too long for the other, whatever they have in common
    return 2 * (first & second).total() / max(1, sum(sizes))
