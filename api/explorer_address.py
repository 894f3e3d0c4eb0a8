"""Where the graph explorer stands: `/graph?focus=lg/131148/org/yui`, the identifier behind `{base}id/`.

Any page that shows a thing can link to it; `focus` takes a whole IRI too.
"""

from urllib.parse import urlencode

from api.addresses import Addresses

EXPLORER = "/graph"


def explorer_address(iri: str, addresses: Addresses) -> str | None:
    """Return the address of the explorer around a thing, None for an IRI of somebody else.

    It is one for Japanese pages; `link()` of the templates makes it one for English ones.

    >>> explorer_address("https://a.example/id/lg/000000/org/x", Addresses(("https://a.example/",)))
    '/graph?focus=lg%2F000000%2Forg%2Fx'
    """
    short = addresses.short(iri)
    return f"{EXPLORER}?{urlencode({'focus': short})}" if short else None
