"""Addresses of the web."""

import re
from urllib.parse import urlsplit

_NEVER = re.compile(r"[\s<>\"{}|\\^`]")


def is_address(text: str) -> bool:
    """Tell whether this is an absolute ASCII address of the web.

    >>> is_address("https://yuino.example/"), is_address("www.yuino.example")
    (True, False)
    """
    if not text.isascii() or _NEVER.search(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
