"""Networks of a release: who works with whom, on what, and what hangs on whom (decision 0019).

    views         the networks that there are: `views/NAME.rq`, declared in their own heads
    known         what the points are and what they are called
    projection    rows of a view as points and links with their reasons
    measures      networkx: betweenness, bridges, communities
    forces        how strongly points push one another away
    layout        where they are drawn, the same place in the next release
    changes       what came and went from year to year
    coverage      what goals touch and leave out, and how much hangs on one partner
    making        all this put together
    writing       the files of a release
    model         what stands in them
    files         reading and verifying them
    exports       GEXF, GraphML, JSON and CSV of them

What makes networks needs numpy and networkx; `graph.network.writing` is imported by builds alone.
"""

from graph.network.exports import EXPORTS, Export
from graph.network.files import (
    LIST,
    differing,
    file_of,
    network_files,
    read_file,
    read_list,
    read_network,
)
from graph.network.model import About, Edge, Entry, Network, Node
from graph.network.projection import Status
from graph.network.views import View, Words, views

__all__ = [
    "EXPORTS",
    "LIST",
    "About",
    "Edge",
    "Entry",
    "Export",
    "Network",
    "Node",
    "Status",
    "View",
    "Words",
    "differing",
    "file_of",
    "network_files",
    "read_file",
    "read_list",
    "read_network",
    "views",
]
