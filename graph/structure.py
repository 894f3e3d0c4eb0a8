"""Whether two files say the same: the content of a sheet without its places, as one hash.

Where a word stands, how a file was read and which signs gave a block its kind differ between a
workbook and its printout; what the sheet says does not. Character width and white space do not
count either, since a printout loses them (design, law 7: normalised forms serve matching only).
"""

import dataclasses
import hashlib
import unicodedata
from collections.abc import Iterator

from loaders.document import Span
from loaders.sheet import Item, ManagementSheet

_ASIDE = {"notes", "lines", "evidence", "city", "department_known", "known", "code_source"}
"""Fields that tell of the reading and of the registers, and not what the sheet says."""


def structure_of(sheet: ManagementSheet) -> str:
    """Return a hash that is the same for two files with the same content."""
    return hashlib.sha256(repr(_bare(sheet)).encode("utf-8", "surrogatepass")).hexdigest()


def _bare(value: object) -> object:
    """Return a value without places, as tuples and strings."""
    if isinstance(value, tuple):
        return tuple(map(_bare, sorted(value, key=_kind)))
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(_fields(value))
    return str(value)


def _kind(value: object) -> str:
    """Return the kind of an item: which column stands first is a matter of place."""
    return value.kind if isinstance(value, Item) else ""


def _fields(value: object) -> Iterator[tuple[str, object]]:
    for name in getattr(value, "__dataclass_fields__", {}):
        found = getattr(value, name)
        if name not in _ASIDE and not isinstance(found, Span):
            yield name, _bare(found)
