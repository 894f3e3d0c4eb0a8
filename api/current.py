"""The release that answers now, looked at afresh for each request at the cost of one `stat`."""

from pathlib import Path

from api.errors import Unavailable
from graph.release import Release, current


class Once:
    """The release of one request: the one that answered when it was first asked for."""

    def __init__(self, current: "CurrentRelease") -> None:
        self._current = current
        self._release: Release | None = None

    def get(self) -> Release:
        """Return the release, the same each time; `Unavailable` before the first build."""
        if self._release is None:
            self._release = self._current.get()
        return self._release


class CurrentRelease:
    """Follows `home/current`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._file = home / "current"
        self.seen: tuple[int, int] | None = None
        """The state of the release that was given last."""
        self._release: Release | None = None

    def get(self) -> Release:
        """Return the release that answers; `Unavailable` before the first build."""
        seen = self.state()
        if seen != self.seen or self._release is None:
            self._release = current(self._home)
            self.seen = seen
        if self._release is None:
            raise Unavailable("no-release")
        return self._release

    def state(self) -> tuple[int, int] | None:
        """Return what is another value after each switch, None before the first build."""
        try:
            state = self._file.stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino
