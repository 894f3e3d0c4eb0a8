"""The keys of figures and pairs: what the decision of a person holds on to.

    2025/kurashi-anshin/3f2a91c0d4e7a1b2

First the sheet as its address has it, then a checksum of what is read there: the sentence, the printed
figure, what it counts, its kind, year and value. So a key stays when the same sheet is read again, wherever
the sentence stands in it; another sentence, another sheet or another reading has another one.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from loaders.sheet import Figure, FigureKind
from ontology.iris import folded
from ontology.units import notation


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """What is read of one figure of the text; `indicator` is the label of what it counts."""

    kind: FigureKind
    fiscal_year: int
    value: Decimal
    printed: str
    indicator: str
    quote: str

    def __str__(self) -> str:
        """Return it in one form, whatever the width and the white space of the words."""
        words = map(folded, (self.printed, self.indicator, self.quote))
        return "\n".join((self.kind, str(self.fiscal_year), f"{self.value.normalize():f}", *words))


def said_by(figure: Figure) -> FigureSaid:
    """Return what is read of a figure."""
    return FigureSaid(
        kind=figure.kind,
        fiscal_year=figure.fiscal_year,
        value=figure.value,
        printed=figure.printed.value,
        indicator=indicator_label(figure),
        quote=figure.quote.value if figure.quote is not None else "",
    )


def indicator_label(figure: Figure) -> str:
    """Return what a figure counts, in prose with its unit: one word is counted in several (times, people)."""
    name, counted = figure.indicator.value, counted_in(figure)
    return f"{name}（{counted}）" if counted else name


def counted_in(figure: Figure) -> str:
    """Return the unit that belongs to what is counted, empty where it does not."""
    return notation(figure.unit.value) if figure.quote is not None and figure.unit is not None else ""


def figure_key(sheet: str, said: FigureSaid) -> str:
    """Return the key of a figure; `sheet` is "2025/kurashi-anshin"."""
    return _key(sheet, str(said))


def pair_key(sheet: str, target: FigureSaid, actual: FigureSaid) -> str:
    """Return the key of a target and the actual value that answers it."""
    return _key(sheet, f"{target}\n\n{actual}")


def sheet_of(key: str) -> str:
    """Return the sheet that a key belongs to.

    >>> sheet_of("2025/kurashi-anshin/3f2a91c0d4e7a1b2")
    '2025/kurashi-anshin'
    """
    return key.rpartition("/")[0]


def _key(sheet: str, said: str) -> str:
    return f"{sheet}/{hashlib.sha256(said.encode()).hexdigest()[:16]}"
