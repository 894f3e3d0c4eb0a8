"""How the answer to a query is read with other tools: lines to copy, with the address of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

_PANDAS = """import pandas

table = pandas.read_csv(
    "{csv}",
    dtype=str,
)
"""
_R = """table <- read.csv(
  "{csv}",
  colClasses = "character"
)
"""
_RDFLIB = """import rdflib

graph = rdflib.Graph().parse(
    "{ttl}",
    format="turtle",
)
"""
_CURL = """curl --fail --output answer.ttl \\
  "{ttl}"
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines for one tool. The messages `use-NAME` and `use-NAME-hint` say what they are."""

    name: str
    lines: str


_ROWS = (Snippet("pandas", _PANDAS), Snippet("r", _R), Snippet("excel", "{excel}\n"))
_GRAPH = (Snippet("rdflib", _RDFLIB), Snippet("curl", _CURL))


def snippets(addresses: Mapping[str, str]) -> list[Snippet]:
    """Return the snippets for an answer, given its whole address in each format.

    >>> print(snippets({"csv": "https://a.example/x", "excel": "https://a.example/y"})[2].lines, end="")
    https://a.example/y
    """
    fitting = _GRAPH if "ttl" in addresses else _ROWS
    return [Snippet(each.name, each.lines.format_map(addresses)) for each in fitting]
