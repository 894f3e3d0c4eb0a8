"""Things of a register that stand above one another: following them upwards must come to an end."""

from collections.abc import Mapping, Sequence

from loaders.cities.tables import Row


def refuse_circles(rows: Sequence[Row], keys: Sequence[str], above: Mapping[str, str], column: str) -> None:
    """Refuse the first row from which the things above it lead back to it.

    `keys` are those of the rows, `above` tells what stands above a key, and `column` where that is written.
    """
    for row, key in zip(rows, keys, strict=True):
        seen, each = {key}, above.get(key)
        while each is not None and each not in seen:
            seen.add(each)
            each = above.get(each)
        if each == key:
            raise row.error("city-circle", name=row["name"], column=column)
