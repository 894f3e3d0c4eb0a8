"""IRIs and addresses: `{base}id/…` in the graph is `/id/…` here, whatever the base of a city is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.manifest import Manifest

_IDENTIFIER = re.compile(r"[A-Za-z0-9._~%!$&'()*+,;=:@/-]+")
_ROOT = "id/"
_CITY = "id/lg/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The instance bases of a release."""

    bases: tuple[str, ...]

    @classmethod
    def of(cls, manifest: Manifest) -> "Addresses":
        """Take the bases from the names of the cities' graphs (`{base}id/lg/{code}/graph/…`)."""
        return cls(tuple(dict.fromkeys(city.graph.partition(_CITY)[0] for city in manifest.cities)))

    @property
    def catalog(self) -> str:
        """The IRI of the catalogue of a release; what it lists has a name behind `#`.

        >>> Addresses(("https://a.example/",)).catalog
        'https://a.example/catalog'
        """
        return f"{self.bases[0]}catalog"

    def iris(self, path: str) -> tuple[str, ...]:
        """Return what `/id/{path}` can stand for: one IRI for each base; none for an unsafe path.

        >>> Addresses(("https://a.example/",)).iris("lg/000000")
        ('https://a.example/id/lg/000000',)
        >>> Addresses(("https://a.example/",)).iris("x> ?p ?o")
        ()
        """
        if not _IDENTIFIER.fullmatch(path):
            return ()
        return tuple(f"{base}{_ROOT}{path}" for base in self.bases)

    def page(self, iri: str) -> str | None:
        """Return the address of a thing's page, None for an IRI of somebody else.

        >>> Addresses(("https://a.example/",)).page("https://a.example/id/lg/000000")
        '/doc/lg/000000.html'
        """
        path = self.short(iri)
        return None if path is None else f"/doc/{path}.html"

    def short(self, iri: str) -> str | None:
        """Return what stands behind `{base}id/` in the IRI of a thing, None for one of somebody else.

        >>> Addresses(("https://a.example/",)).short("https://a.example/id/lg/000000")
        'lg/000000'
        """
        for base in self.bases:
            if iri.startswith(base + _ROOT) and "#" not in iri:
                return iri[len(base) + len(_ROOT) :]
        return None


def iri_list(iris: Iterable[str]) -> str:
    """Write IRIs that `Addresses` or a release gave for a `VALUES` block."""
    return " ".join(f"<{iri}>" for iri in iris)


def iri_choice(iris: Iterable[str]) -> str:
    """Write the same for the brackets of `IN (…)`."""
    return ", ".join(f"<{iri}>" for iri in iris)
