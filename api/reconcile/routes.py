"""The addresses of the service, in each language."""

from api.reconcile import shown, suggest
from api.reconcile.service import METHODS, reconcile

_READING = ("GET", "HEAD")
ROUTES = {
    "/reconcile": (reconcile, METHODS),
    "/reconcile/suggest/entity": (suggest.things, _READING),
    "/reconcile/suggest/type": (suggest.types, _READING),
    "/reconcile/suggest/property": (suggest.kinds_of_values, _READING),
    "/reconcile/properties": (suggest.proposals, _READING),
    "/reconcile/preview": (shown.preview, _READING),
    "/reconcile/view": (shown.view, _READING),
}
"""Endpoint and methods of each address."""
