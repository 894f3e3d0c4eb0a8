"""Write the networks of a new release from its store."""

import hashlib
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Store

from core.errors import HomeError
from graph.network.coverage import coverage, untouched
from graph.network.files import FOLDER, LIST, file_of, read_network
from graph.network.known import Known
from graph.network.layout import Place
from graph.network.making import make
from graph.network.model import Network, entry, index_json
from graph.network.projection import project
from graph.network.views import views

_COVERAGE, _POLICIES, _PARTNERS = "department-policy", "department-policy", "department-partner"
"""The view that tells of coverage, and the two that it is made of."""


def write_networks(folder: Path, store: Store, before: Path | None) -> dict[str, str]:
    """Write a file for each view and the index; return their sha-256 by name.

    The points begin where the release in the folder `before` has them.
    """
    (folder / FOLDER).mkdir()
    networks = networks_of(store, before)
    files = {file_of(network.graph.view): network.as_json() for network in networks}
    files[LIST] = index_json([entry(network) for network in networks])
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def networks_of(store: Store, before: Path | None = None) -> list[Network]:
    """Return the networks of a store, in the order of their names."""
    known = Known.of(store)
    projections = {name: project(view, store) for name, view in views().items()}
    networks: list[Network] = []
    for name, projection in projections.items():
        network = make(views()[name], projection, known, _places(before, name))
        if name == _COVERAGE:
            policies, partners = projections[_POLICIES], projections[_PARTNERS]
            about = replace(
                network.graph, coverage=coverage(policies, partners), untouched=untouched(policies)
            )
            network = replace(network, graph=about)
        networks.append(network)
    return networks


def _places(before: Path | None, view: str) -> dict[str, Place]:
    """Return the places of a former release; none where it has no such network that can be read."""
    if before is None:
        return {}
    try:
        nodes = read_network(before, view).nodes
    except HomeError:
        return {}
    return {node.id: (node.x, node.y) for node in nodes}
