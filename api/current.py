"""The release that answers now, looked at afresh for each request at the cost of one `stat`."""

from pathlib import Path

from api.errors import Unavailable
from graph.release import Release, current


class CurrentRelease:
    """Follows `home/current`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._seen: tuple[int, int] | None = None
        self._release: Release | None = None

    def get(self) -> Release:
        """Return the release that answers; `Unavailable` before the first build."""
        seen = self._state()
        if seen != self._seen or self._release is None:
            self._release = current(self._home)
            self._seen = seen
        if self._release is None:
            raise Unavailable("no-release")
        return self._release

    def _state(self) -> tuple[int, int] | None:
        try:
            state = (self._home / "current").stat()
        except FileNotFoundError:
            return None
        return state.st_mtime_ns, state.st_ino
