"""The addresses of a SPARQL 1.1 server: one for queries, and one or two to write to."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from core.errors import UsageError

_LAYOUTS = (
    # queries, the Graph Store Protocol, updates: as the servers have them when nobody changes it
    (r"(?P<at>)/query", "/store", "/update"),  # Oxigraph
    (r"(?P<at>)/sparql", "/sparql-graph-crud-auth", "/sparql-auth"),  # Virtuoso
    (r"(?P<at>/.+)/(?:sparql|query)", "{at}/data", "{at}/update"),  # Fuseki
    (r"(?P<at>.*/repositories/[^/]+)", "{at}/rdf-graphs/service", "{at}/statements"),  # GraphDB, RDF4J
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Addresses. `graphs` (Graph Store Protocol) or `update` is empty where there is none."""

    query: str
    graphs: str = ""
    update: str = ""

    @classmethod
    def for_writing(cls, query: str, graphs: str = "", update: str = "") -> Self:
        """Return the addresses of a server; what is not given is guessed by the customary layouts.

        >>> Endpoint.for_writing("http://localhost:7878/query").graphs
        'http://localhost:7878/store'
        """
        given = [checked(address) for address in (query, graphs, update) if address]
        if len(given) > 1:
            return cls(query, graphs, update)
        parts = urlsplit(query)
        for pattern, store, change in _LAYOUTS:
            found = re.fullmatch(pattern, parts.path)
            if found:
                base, at = f"{parts.scheme}://{parts.netloc}", found["at"]
                return cls(query, base + store.format(at=at), base + change.format(at=at))
        raise UsageError("endpoint-layout", address=query)


def checked(address: str) -> str:
    """Return an address; `UsageError` for one that is none, or that holds a password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise UsageError("endpoint-address-wrong", address=address) from None
    if "@" in parts.netloc:
        raise UsageError("endpoint-address-login")
    plain = not (parts.query or parts.fragment) and port != 0
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise UsageError("endpoint-address-wrong", address=address)
    return address
