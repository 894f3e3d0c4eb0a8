"""The way through: a sheet in, the same sheet with mentions, figures and pairs out."""

from collections.abc import Iterator
from dataclasses import replace

from loaders.cities.city import City
from loaders.document import Document
from loaders.entities.figures import figures_of
from loaders.entities.finder import Finder, Looked
from loaders.entities.mentions import mentions_of
from loaders.entities.pairs import pairs_of
from loaders.entities.passage import Passage
from loaders.entities.scope import Scope
from loaders.entities.variants import variants_in
from loaders.mention import Mention
from loaders.sheet import Item, ManagementSheet, Objective

_FIRST_ROW = 3


def find_entities(sheet: ManagementSheet, document: Document, city: City) -> ManagementSheet:
    """Return the sheet with what its texts name and count, and which programs may be one."""
    scope = Scope.of(sheet, city)
    texts = tuple(_texts(sheet, scope.city_words))
    found = Finder(scope).found_in(texts)
    mentions = [mentions_of(text, names, document) for text, names in zip(texts, found, strict=True)]
    filled = _Filler(sheet, document, zip(texts, mentions, strict=True)).filled()
    return replace(filled, variants=variants_in(filled))


def _texts(sheet: ManagementSheet, whole: tuple[str, ...]) -> Iterator[Looked]:
    """Yield all texts, in the order in which `_Filler` takes them back."""
    for block, items in enumerate((sheet.missions, sheet.directions, sheet.summaries)):
        yield from (Looked(Passage(each.printed, whole=whole), each.span, block) for each in items)
    for block, row in enumerate(sheet.objectives, _FIRST_ROW):
        yield Looked(Passage(row.title.words, whole=whole), row.title.span, block)
        yield from (Looked(Passage(each.printed, whole=whole), each.span, block) for each in row.items)


class _Filler:
    """Puts mentions and figures into the items of a sheet, in the order of `_texts`."""

    def __init__(
        self, sheet: ManagementSheet, document: Document, found: Iterator[tuple[Looked, tuple[Mention, ...]]]
    ) -> None:
        self._sheet = sheet
        self._document = document
        self._found = found

    def filled(self) -> ManagementSheet:
        """Return the sheet, filled."""
        return replace(
            self._sheet,
            missions=self._items(self._sheet.missions, None),
            directions=self._items(self._sheet.directions, None),
            summaries=self._items(self._sheet.summaries, None),
            objectives=tuple(map(self._row, self._sheet.objectives)),
        )

    def _row(self, row: Objective) -> Objective:
        _, titled = next(self._found)
        row = replace(row, mentions=titled)
        row = replace(row, items=self._items(row.items, row))
        return replace(row, pairs=pairs_of(row))

    def _items(self, items: tuple[Item, ...], row: Objective | None) -> tuple[Item, ...]:
        return tuple(self._item(item, row) for item in items)

    def _item(self, item: Item, row: Objective | None) -> Item:
        looked, mentions = next(self._found)
        figures = figures_of(item, row, self._sheet, self._document, looked.passage)
        return replace(item, mentions=mentions, figures=figures)
