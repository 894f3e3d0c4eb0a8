"""A sheet and a city's registers become triples, without blank nodes, each node with evidence.

`sheet_graph` writes what one sheet says, `register_graph` what the registers say, and `nquads`
turns either into bytes that are the same for the same input.
"""

from loaders.triples.nquads import nquads
from loaders.triples.registers import register_graph
from loaders.triples.sheets import sheet_graph

__all__ = ["nquads", "register_graph", "sheet_graph"]
