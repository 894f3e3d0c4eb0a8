"""The settings of a run: the command line before the environment before `tsunagu.toml`."""

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.errors import UsageError
from core.settings import Settings
from loaders.cities.city import City
from loaders.cities.find import cities as known_cities


def load_settings(**given: Any) -> Settings:
    """Return the settings; what the command line gives stands before the environment and the file.

    Raises `UsageError` where a setting cannot be understood.
    """
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageError("setting-wrong", name=name, reason=first["msg"]) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError("settings-file-wrong", reason=error) from error


def load_cities(folders: list[Path] | None) -> dict[str, City]:
    """Return all known cities: bundled ones, those of the settings, those of `--cities`."""
    return known_cities(city_folders(folders))


def city_folders(folders: list[Path] | None) -> str:
    """Return the folders of city folders beside the bundled ones, parted as in PATH."""
    return os.pathsep.join(filter(None, [load_settings().cities, *map(str, folders or [])]))
