"""The IRI of a registered organisation."""

from rdflib import URIRef

from loaders.cities.city import City
from loaders.cities.codes import local_government_of
from loaders.cities.things import OrganisationEntry
from ontology.iris import Iris


def organisation_iri(city: City, entry: OrganisationEntry) -> URIRef:
    """Return the IRI of a registered organisation. Another municipality has the one it has as a city."""
    code = local_government_of(entry.corporate_number)
    if code is not None:
        return Iris(city.base, code).city()
    return Iris(city.base, city.code).organization(entry.slug, entry.corporate_number)
