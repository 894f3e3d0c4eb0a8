"""The real sheet in a release, with the city's registers and with empty ones."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.build import build
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.find import cities, load_city
from loaders.cities.skeleton import copy_city

KEY = "toyonaka"


def _without_registers(city: City, into: Path) -> City:
    """Return the city with every register emptied down to its header."""
    folder = copy_city(city, into)
    for register in folder.glob("*.csv"):
        register.write_bytes(register.read_bytes().splitlines(keepends=True)[0])
    return load_city(folder)


@pytest.fixture(scope="module", params=["registers", "empty registers"])
def store(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of a release that holds the real sheet."""
    city = cities()[KEY]
    if request.param == "empty registers":
        city = _without_registers(city, tmp_path_factory.mktemp("cities"))
    home = tmp_path_factory.mktemp("home")
    result = build([shared / "sheets"], home, {KEY: city}, jobs=1)
    assert not result.refused
    assert result.release is not None
    return open_store(result.release)
