"""What a client says it prefers: `Accept`, `Accept-Encoding`, `Accept-Language` (RFC 9110, 12.4)."""

import re
from functools import lru_cache

_QUALITY = re.compile(r"q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@lru_cache(maxsize=256)
def preferences(header: str) -> tuple[tuple[str, float], ...]:
    """Return the ranges of a header and how much each is wanted, in the order of the header.

    A quality that cannot be read counts as 0: what was said of that range is not known.

    >>> preferences("text/csv;q=0.5, Application/JSON")
    (('text/csv', 0.5), ('application/json', 1.0))
    """
    ranges = []
    for part in header.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        if kind:
            said = next((each for each in parameters if each.startswith("q")), "q=1")
            quality = _QUALITY.fullmatch(said)
            ranges.append((kind, float(quality[1]) if quality else 0.0))
    return tuple(ranges)
