"""What must stand before a suffix to make a name of it (`rules/suffixes.toml`, column needs)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from loaders.entities.places import begins_with_a_body, is_place, is_stem, of_a_body, outside
from loaders.entities.scope import Scope
from loaders.entities.segments import Segment, made_of
from loaders.entities.tables import Suffix, words

_TOWN = re.compile("(?:[ァ-ヴー]+・)?[一-鿿々ヶァ-ヴーぁ-ん]{1,6}")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Before:
    """The folded text before a suffix, in which piece of a noun run, and whose sheet it is."""

    text: str
    piece: Segment
    scope: Scope

    @property
    def named(self) -> bool:
        """More than general words."""
        return bool(self.text) and made_of("edges", "general").fullmatch(self.text) is None

    @property
    def purpose(self) -> bool:
        """More than general words, or two of them."""
        general = words("edges", "general")
        return self.named or sum(word.text in general for word in self.piece.words) >= _TWO

    @property
    def office(self) -> bool:
        """Nothing but words of which departments are named."""
        bare = self.scope.without_city(self.text)
        return len(bare) > 1 and made_of("offices", "words").fullmatch(bare) is not None

    @property
    def placed(self) -> bool:
        """A place or another proper noun at the beginning."""
        known = is_place(self.piece.words, self.scope) or outside(self.text, self.scope) is not None
        return bool(self.text) and known

    @property
    def parted(self) -> bool:
        """Apart from the suffix: this is a word, or the end of a proper noun (no 係 in 関係)."""
        end = self.piece.begin + len(self.text)
        return any(
            word.begin == end or (word.begin < end < word.end and word.detail in ("固有名詞", ""))
            for word in self.piece.words
        )

    @property
    def town(self) -> bool:
        """One short proper noun, so that the suffix is the end of a city's or a prefecture's name."""
        return self.parted and _TOWN.fullmatch(self.text) is not None and is_stem(self.text)


_NEEDS: dict[str, Callable[[Before], bool]] = {
    "named": lambda before: before.named,
    "purpose": lambda before: before.purpose,
    "unique": lambda before: not before.text or before.named,
    "section": lambda before: before.named or before.office,
    "placed": lambda before: before.placed,
    "abroad": lambda before: outside(before.text + "所", before.scope) is not None,
    "town": lambda before: before.town,
    "office": lambda before: before.office or outside(before.text, before.scope) is not None,
    "any": lambda _: True,
    "nothing": lambda before: not before.text,
}


def fits(suffix: Suffix, name: str, piece: Segment, scope: Scope) -> bool:
    """Tell whether the words before the suffix make a name of it."""
    before = Before(name.removesuffix(suffix.word), piece, scope)
    if suffix.parts and not (of_a_body(before.text) or begins_with_a_body(before.text)):
        return False
    if len(suffix.word) == 1 and (not before.parted or before.text[-1:].isdecimal()):
        return False
    return _NEEDS[suffix.needs](before)
