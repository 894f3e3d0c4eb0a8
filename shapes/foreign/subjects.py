"""On which line of a file of RDF a thing is described: the line that begins with its name."""

import re
from collections.abc import Collection, Mapping

_NAMED = re.compile(r"""(?:"@id"\s*:\s*|rdf:(?:about|ID)\s*=\s*)["']([^"']+)["'](?!\s*\})""")
"""How JSON-LD and RDF/XML name what they go on to describe; a mere reference of JSON-LD ends at once."""


def first_lines(text: str, prefixes: Mapping[str, str], things: Collection[str]) -> dict[str, int]:
    r"""Return the first line (from 1) for each of these IRIs that is found as a subject.

    >>> first_lines("@prefix e: <http://e/> .\ne:a e:b e:c .\n", {"e": "http://e/"}, ["http://e/a", "http://e/c"])
    {'http://e/a': 2}
    """
    names = {name: thing for thing in sorted(things) for name in _names(thing, prefixes)}
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split(None, 1)
        begins = words[:1] + _NAMED.findall(line)
        for thing in filter(None, map(names.get, begins)):
            found.setdefault(thing, number)
    return found


def _names(thing: str, prefixes: Mapping[str, str]) -> list[str]:
    """Return how a file may write an IRI."""
    short = [
        f"{prefix}:{thing.removeprefix(base)}" for prefix, base in prefixes.items() if thing.startswith(base)
    ]
    return [thing, f"<{thing}>", *short]
