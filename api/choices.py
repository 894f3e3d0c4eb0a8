"""What a release offers for the parameters of saved queries: years, departments, policies and their lists.

These are queries like any other, so the pool remembers their answers for as long as the release stays.
"""

from collections.abc import Iterable

from starlette.requests import Request

from api.parameters import ParameterType
from api.rows import text
from api.site import rows
from core.messages import Language

_PREFIXES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""
_CHOICES: dict[ParameterType, str] = {
    "year": """
SELECT DISTINCT ?value ?label WHERE {
  ?sheet a tng:ManagementSheet ; tng:fiscalYear ?value
  BIND(?value AS ?label)
}
ORDER BY ?value
""",
    "department": """
SELECT DISTINCT ?value ?label WHERE {
  ?sheet a tng:ManagementSheet ; tng:department ?department .
  ?department skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL { ?department skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(STR(?name) AS ?value) BIND(STR(COALESCE(?own, ?name)) AS ?label)
}
ORDER BY ?value
""",
    "scheme": """
SELECT DISTINCT ?value ?label WHERE {
  ?policy a tng:Policy ; skos:inScheme ?scheme . ?scheme skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL { ?scheme skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(REPLACE(STR(?scheme), "^.*/", "") AS ?value) BIND(STR(COALESCE(?own, ?name)) AS ?label)
}
ORDER BY ?value
""",
    "notation": """
SELECT DISTINCT ?value ?label WHERE {
  ?objective tng:contributesTo ?policy . ?policy skos:notation ?value ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL { ?policy skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(CONCAT(?value, " ", COALESCE(?own, ?name)) AS ?label)
}
ORDER BY REPLACE(REPLACE(?value, "([0-9]+)", "00000$1"), "0*([0-9]{6})", "$1") ?label
""",
}


Choices = dict[ParameterType, list[tuple[str, str]]]
"""Values and labels, by type of parameter."""


async def choices_of(request: Request, types: Iterable[ParameterType], language: Language) -> Choices:
    """Return what there is to choose from for these types; a type without choices is left out."""
    choices: Choices = {}
    for kind in dict.fromkeys(types):
        if kind in _CHOICES:
            found = await rows(request, _PREFIXES + _CHOICES[kind] % {"language": language})
            choices[kind] = [(text(row, "value"), text(row, "label")) for row in found.rows]
    return choices
