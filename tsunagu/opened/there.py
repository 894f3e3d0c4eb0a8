"""A release behind an address: a running Tsunagu, or any SPARQL 1.1 endpoint."""

import json
from typing import Any
from urllib.parse import quote, urlsplit

from pyoxigraph import RdfFormat, parse, serialize

from api.sparql.question import Answer
from core.errors import EndpointError, UsageError
from core.settings import Settings
from graph.remote.endpoint import checked
from graph.remote.question import Inquiry
from tsunagu.elsewhere import ask_there
from tsunagu.remote import login_of

_NQUADS = "application/n-quads"
_JSON = "application/json"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class There:
    """Asks an address.

    One that ends with `/`, or has no path, is that of a Tsunagu; others take SPARQL alone.
    """

    def __init__(self, address: str, settings: Settings) -> None:
        bare = not urlsplit(checked(address)).path
        self._site = f"{address}/" if bare else address if address.endswith("/") else ""
        endpoint = f"{self._site}sparql" if self._site else address
        self._settings = settings.model_copy(update={"endpoint": endpoint})

    def __str__(self) -> str:
        return self._site or self._settings.endpoint

    def answer(self, query: str, form: str) -> Answer:
        """Return the answer within the limits of the settings."""
        return ask_there(query, form, self._settings)

    def triples(self) -> bytes:
        """Return all triples: of a Tsunagu from its N-Quads, of others by a CONSTRUCT."""
        if not self._site:
            return self.answer(_ALL, "nt").body
        quads = parse(self._fetch("dumps/graph.nq", _NQUADS), format=RdfFormat.N_QUADS)
        try:
            return serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
        except SyntaxError as error:
            raise EndpointError("endpoint-answer", address=self._site, reason=error) from error

    def network(self, view: str) -> dict[str, Any]:
        """Return a network of a Tsunagu. Raises `UsageError` where the address takes SPARQL alone."""
        if not self._site:
            raise UsageError("open-no-network", address=self._settings.endpoint)
        body = self._fetch(f"api/network/{quote(view, safe='')}", _JSON)
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise EndpointError("endpoint-answer", address=self._site, reason=error) from error
        if not (isinstance(found, dict) and found.keys() >= {"nodes", "edges"}):
            raise EndpointError("endpoint-answer", address=self._site, reason="nodes, edges")
        return found

    def close(self) -> None:
        """Do nothing: each question has a connection of its own."""

    def _fetch(self, name: str, kind: str) -> bytes:
        limits = self._settings
        address = self._site + name
        asked = Inquiry(address, login_of(limits), limits.query_timeout, limits.query_bytes)
        return asked.fetch(kind)
