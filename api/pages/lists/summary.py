"""A list in few words, for pages that only mention it."""

from starlette.requests import Request

from api.languages import language_of
from api.pages.cells import Cell
from api.pages.lists.asking import asked
from api.pages.lists.definitions import LISTS
from api.pages.lists.lines import Speaking, lines_of, made
from api.site import site_of


async def counted(request: Request, name: str, number: str) -> list[tuple[Cell, str]]:
    """Return each thing of a list with what one of its columns of numbers says, in the list's order."""
    wanted, site = LISTS[name], site_of(request)
    speaking = Speaking(site.addresses(), site.labels, language_of(request))
    thing = next(column for column in wanted.columns if column.kind == "thing")
    count = next(column for column in wanted.columns if column.name == number)
    lines = [
        (made(thing, line, speaking), made(count, line, speaking))
        for line in lines_of((await asked(request, wanted)).rows, wanted)
    ]
    return [
        (cell, each.cells[0].text)
        for found, each in sorted(lines, key=lambda line: line[0].key)
        for cell in found.cells
    ]
