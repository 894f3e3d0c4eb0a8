"""Addresses of cells, as people know them from workbooks."""


def address(row: int, column: int, rows: int = 1, columns: int = 1) -> str:
    """Return the address of a cell or merged range; row and column count from 0.

    >>> address(11, 1), address(11, 27, 3, 2)
    ('B12', 'AB12:AC14')
    """
    first = f"{_letters(column)}{row + 1}"
    if rows == columns == 1:
        return first
    return f"{first}:{_letters(column + columns - 1)}{row + rows}"


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
