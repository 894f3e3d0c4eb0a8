"""Finding the home and the release that a command is about."""

from pathlib import Path
from typing import Any

from core.errors import HomeError, UsageError
from core.messages import say
from core.settings import Settings
from graph.disk import home_errors
from graph.release import Release, current, releases
from tsunagu.config import load_settings


def home_settings(home: Path | None, **given: Any) -> Settings:
    """Return the settings of a command that works on a home (`--home`, else the setting).

    Raises `HomeError` where something stands there that is no folder, or cannot be looked into.
    """
    settings = load_settings(home=home, **given)
    with home_errors(settings.home):
        if settings.home.exists() and not settings.home.is_dir():
            raise HomeError("home-no-folder", home=settings.home)
    return settings


def current_release(home: Path) -> Release:
    """Return the release that answers. Raises `UsageError` where nothing was built yet."""
    found = current(home)
    if found is None:
        raise UsageError("nothing-built", home=home)
    return found


def find_release(home: Path, name: str | None) -> Release:
    """Return the release with this id (its beginning is enough), the current one without a name."""
    if name is None:
        return current_release(home)
    found = [each for each in releases(home) if each.id.startswith(name)]
    exact = [each for each in found if each.id == name]
    if len(exact or found) != 1:
        known = [each.id for each in found or releases(home)] or [say("none")]
        raise UsageError("release-not-one", release=name, known=known)
    return (exact or found)[0]
