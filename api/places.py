"""Where in a file words stand, as a person looks for them: a page, a cell of a worksheet, lines."""

from collections.abc import Mapping

from core.messages import Language, say


def in_words(values: Mapping[str, str], language: Language, *, named: bool = True) -> str:
    """Return a place: `cell`, `page`, `line` and `lineEnd` of a piece of evidence, in the file `name`.

    >>> in_words({"name": "a.xlsx", "cell": "目標!C12", "line": "3", "lineEnd": "3"}, "ja")
    'a.xlsx シート「目標」のセル C12'
    >>> in_words({"name": "a.pdf", "page": "3", "line": "51", "lineEnd": "52"}, "en", named=False)
    'page 3'
    """
    place = _place(values, language)
    return say("place-named", language, name=values["name"], place=place) if named else place


def cell_in_words(address: str, language: Language) -> str:
    """Return the address of a cell, `sheet!C4:E4` or `C4`, in words."""
    sheet, _, cell = address.rpartition("!")
    return say("place-cell" if sheet else "place-cell-alone", language, sheet=sheet, cell=cell)


def _place(values: Mapping[str, str], language: Language) -> str:
    if values.get("cell"):
        return cell_in_words(values["cell"], language)
    if values.get("page"):
        return say("source-page-short", language, page=values["page"])
    many = values["line"] != values["lineEnd"]
    return say("place-lines" if many else "place-line", language, **values)
