"""A release of this machine: asked in a process that can be stopped, and that stays for the next question."""

import json
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from threading import Lock, Timer
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store, parse, serialize

from api.errors import Unavailable
from api.sparql.child import Child
from api.sparql.formats import named
from api.sparql.magic import searched_here
from api.sparql.question import Answer, Dataset, Question
from core.errors import HomeError
from core.settings import Settings
from graph.disk import home_errors
from graph.manifest import CityEntry
from graph.release import Release
from graph.store import open_store
from tsunagu.networks import network_of


class Here:
    """Asks a release, of all its cities or of one; from several threads one question after another."""

    def __init__(self, release: Release, settings: Settings, city: CityEntry | None = None) -> None:
        self._release = release
        self._settings = settings
        self._base = city.graph.partition("/graph/")[0] + "/" if city else ""
        self._lock = Lock()
        self._child: Child | None = None
        self._end: weakref.finalize[[], Here] | None = None

    def __str__(self) -> str:
        return f"{self._release.id} {self._base}".strip()

    def answer(self, query: str, form: str) -> Answer:
        """Return the answer within the limits of the settings; a `QueryError` says why there is none."""
        question = Question(query, named(form), self._dataset())
        own = self._is_own if self._base else None
        searched = searched_here(question, self._release, own)
        with self._in_place(), self._lock, searched as asked, ExitStack() as unfinished:
            # Whatever comes between, even Ctrl-C, the rest of an answer must not be taken for the next.
            unfinished.callback(self.close)
            child = self._ready()
            deadline = Timer(self._settings.query_timeout, child.kill)
            unfinished.callback(deadline.cancel)
            deadline.start()
            answer = child.ask(asked)
            deadline.cancel()
            unfinished.pop_all()
        return answer

    def triples(self) -> bytes:
        """Return all triples from the N-Quads of the release."""
        place, out = self._release.dump_path, BytesIO()
        with self._in_place(), home_errors(place), place.open("rb") as dump:
            quads = parse(dump, format=RdfFormat.N_QUADS)
            ours = (quad.triple for quad in quads if str(quad.graph_name.value).startswith(self._base))
            serialize(ours, out, format=RdfFormat.N_TRIPLES)
        return out.getvalue()

    def network(self, view: str) -> dict[str, Any]:
        """Return a network; of one city, the part that is its own, with the measures of the whole."""
        with self._in_place():
            network = network_of(self._release, view)
            nodes = [node for node in network.nodes if self._is_own(node.id)]
        known = {node.id for node in nodes}
        edges = [edge for edge in network.edges if known.issuperset((edge.source, edge.target))]
        found: dict[str, Any] = json.loads(replace(network, nodes=nodes, edges=edges).as_json())
        return found

    def close(self) -> None:
        """End the process, if there is one."""
        if self._end is not None:
            self._end()
        self._child = self._end = None

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """Say of what fails because somebody removed the release that it is gone."""
        try:
            yield
        except (HomeError, Unavailable) as error:
            place = self._release.path
            if place.is_dir():
                raise
            raise HomeError("open-gone", release=self._release.id, place=place) from error

    def _ready(self) -> Child:
        """Return the process, or another one where it has ended; it ends with this object at the latest."""
        if self._child is None or not self._child.alive:
            self.close()
            self._child = Child(self._release.store_path, self._settings)
            self._end = weakref.finalize(self, self._child.close)
        return self._child

    def _is_own(self, iri: str) -> bool:
        """Tell whether the graphs of the city say something of a thing; partners may be of several cities."""
        if iri.startswith(self._base):
            return True
        told = self._store.quads_for_pattern(NamedNode(iri), None, None)
        return any(str(quad.graph_name).startswith(f"<{self._base}") for quad in told)

    @cached_property
    def _store(self) -> Store:
        return open_store(self._release)

    def _dataset(self) -> Dataset | None:
        """Return the graphs of the city; None where all are meant."""
        if not self._base:
            return None
        graphs = tuple(name for name in self._release.manifest.graphs if name.startswith(self._base))
        return Dataset(graphs, graphs)
