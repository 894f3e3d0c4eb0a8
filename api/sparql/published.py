"""The release that another server holds, as far as this home knows."""

from pathlib import Path

from api.current import CurrentRelease
from api.errors import Unavailable
from api.sparql.shelf import Shelf
from graph.home import Home
from graph.manifest import read_manifest
from graph.release import Release
from graph.remote.state import State, read_state, state_file

_RETRY = 30


class PublishedRelease(CurrentRelease):
    """Follows the state that `tsunagu publish` keeps for one server.

    So pages and answers are of the same release, whatever else was built since; and while graphs are
    being replaced nobody gets half of the old and half of the new.
    """

    def __init__(self, home: Path, address: str) -> None:
        super().__init__(home)
        self._file = state_file(home, address)
        self._address = address
        self._known: State | None = None
        self._at: tuple[int, int] | None = None
        self._published: Release | None = None

    def get(self) -> Release:
        """Return the release that the server holds; `Unavailable` where it holds none that is whole."""
        at = self.state()
        if at != self._at or self._published is None:
            self._known = read_state(self._home, self._address)
            self._published = self._open(self._known)
            self._at = at
        return self._published

    def shelf(self) -> Shelf:
        """Return where its graphs are."""
        graphs = frozenset(self.get().manifest.graphs)
        return Shelf(graphs, (self._known.merge_in if self._known else None) or "")

    def _open(self, known: State | None) -> Release:
        if known is None or not known.release:
            raise Unavailable("endpoint-publishing", retry=_RETRY)
        path = Home(self._home).releases / known.release
        return Release(known.release, path, read_manifest(path))
