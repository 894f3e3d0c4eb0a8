"""Which names the things of a release have, so that nobody makes an alias of what is nowhere."""

from pyoxigraph import QuerySolutions, Store

from graph.review.candidates import KINDS
from loaders.cities.city import City
from loaders.cities.entries import canonical
from loaders.mention import MentionKind
from ontology.terms import TNG

_QUERY = f"""PREFIX tng: <{TNG.base}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?class ?name WHERE {{
  VALUES ?class {{ {" ".join(f"<{each}>" for each in KINDS)} }}
  ?thing a ?class ; skos:prefLabel|skos:altLabel ?name .
  FILTER(LANG(?name) = "ja" && STRSTARTS(STR(?thing), "%s"))
}}"""


def names_in(store: Store, city: City) -> frozenset[tuple[MentionKind, str]]:
    """Return the kind and the name, as names are compared, of all that a release knows of a city."""
    solutions = store.query(_QUERY % city.base)
    if not isinstance(solutions, QuerySolutions):
        return frozenset()
    return frozenset((KINDS[each["class"].value], canonical(each["name"].value)) for each in solutions)
