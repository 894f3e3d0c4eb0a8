"""A table of a view as a file for Excel: a figure also as a plain number, links as whole addresses."""

from collections.abc import Callable, Iterator
from functools import partial

from api.pages import excel
from api.pages.views.shown import Line, Listing
from api.rows import Rows, Term
from core.messages import Language, say
from ontology.terms import XSD

_Column = tuple[str, Callable[[Line], Term]]
"""A heading, and what stands under it."""


def written(listing: Listing, language: Language, site: str) -> str:
    """Return all lines: what the page says, then whether it is proposed, then the addresses.

    `site` is what stands before the address of a page, so that it leads there from a file too.
    """
    columns = list(_columns(listing, language, site))
    rows = tuple({heading: of(line) for heading, of in columns} for line in listing.lines)
    return excel.table(Rows(tuple(heading for heading, _ in columns), rows))


def _columns(listing: Listing, language: Language, site: str) -> Iterator[_Column]:
    headings = listing.headings(language)
    for place, name in enumerate(headings):
        yield name, partial(_words, place)
        if any(cell.value for line in listing.lines for cell in line.places[place]):
            yield say("views-column-value", language, name=name), partial(_value, place)
            yield say("views-column-unit", language, name=name), partial(_unit, place)
    proposed = say("views-proposed", language)
    yield (
        say("views-column-status", language),
        lambda line: Term("literal", proposed if line.proposed else ""),
    )
    for place, name in enumerate(headings):
        if any(cell.address for line in listing.lines for cell in line.places[place]):
            yield say("views-column-address", language, name=name), partial(_addresses, place, site)


def _words(place: int, line: Line) -> Term:
    cells = line.places[place]
    text = "、".join(cell.text for cell in cells)
    if len(cells) == 1 and cells[0].number:
        return _number(text.replace(",", ""))
    return Term("literal", text)


def _value(place: int, line: Line) -> Term:
    return _number("".join(cell.value for cell in line.places[place][:1]))


def _unit(place: int, line: Line) -> Term:
    return Term("literal", "".join(cell.unit for cell in line.places[place][:1]))


def _addresses(place: int, site: str, line: Line) -> Term:
    found = (
        f"{site}{cell.address}" if cell.address.startswith("/") else cell.address
        for cell in line.places[place]
        if cell.address
    )
    return Term("literal", " ".join(dict.fromkeys(found)))


def _number(text: str) -> Term:
    return Term("literal", text, datatype=str(XSD.decimal))
