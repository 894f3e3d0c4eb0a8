"""Which release is meant: a folder, a city, an address, or nothing at all."""

from pathlib import Path

from core.errors import UsageError
from core.messages import say
from core.settings import Settings
from graph.disk import home_errors
from graph.manifest import MANIFEST, CityEntry, read_manifest
from graph.release import Release, current
from tsunagu.config import load_settings
from tsunagu.opened.handle import Opened
from tsunagu.opened.here import Here
from tsunagu.opened.there import There
from tsunagu.published import current_release

_SCHEMES = ("http://", "https://")
_ENDLESS = 2**31
"""No limit: more rows, and more seconds, than there will be."""


def opened(place: str | Path | None, *, seconds: float | None, rows: int | None) -> Opened:
    """Return the handle of a place, with limits that stand before those of the settings.

    See `tsunagu.open`.
    """
    for name, limit, kind in (("seconds", seconds, float), ("rows", rows, int)):
        if limit is not None and not (isinstance(limit, kind | int) and 0 < limit < _ENDLESS):
            raise UsageError("open-limit", name=name, limit=limit)
    settings = load_settings(query_timeout=seconds, query_rows=rows)
    if place is None:
        return Opened(Here(current_release(settings.home), settings))
    if str(place).startswith(_SCHEMES):
        return Opened(There(str(place), settings))
    folder = Path(place)
    with home_errors(folder):
        is_folder = folder.is_dir()
    if is_folder:
        return Opened(Here(_release_in(folder), settings))
    return Opened(_city(str(place), settings))


def _release_in(folder: Path) -> Release:
    """Return the release that a folder is, or the current one of the home that it is."""
    if (folder / MANIFEST).is_file():
        return Release(folder.resolve().name, folder, read_manifest(folder))
    return current_release(folder)


def _city(name: str, settings: Settings) -> Here:
    """Return a city of the current release; alone there, it is the whole of it."""
    release = current(settings.home)
    known = release.manifest.cities if release else ()
    for city in known:
        if release and name in _names(city):
            return Here(release, settings, city if len(known) > 1 else None)
    shown = [city.name for city in known] or say("none")
    raise UsageError("open-nothing", place=name, home=settings.home, known=shown)


def _names(city: CityEntry) -> set[str]:
    return {city.key, city.code, city.name, city.face.name, city.face.name_en} - {""}
