"""Folders of cities that the tests write themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.cities.city import City
from loaders.cities.find import cities

LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'

WriteCity = Callable[..., Path]


@pytest.fixture
def write_city(tmp_path: Path) -> WriteCity:
    """Return `write_city(key, profile, **registers)`: writes a folder and returns it.

    Registers are named without ".csv", with "_" for "-"; text or bytes.
    """

    def write(key: str = "yuino", profile: str | bytes = LEAST, **registers: str | bytes) -> Path:
        folder = tmp_path / "cities" / key
        folder.mkdir(parents=True)
        files = {"city.toml": profile} | {
            f"{name.replace('_', '-')}.csv": data for name, data in registers.items()
        }
        for name, data in files.items():
            (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return folder

    return write


@pytest.fixture(scope="session")
def bundled() -> dict[str, City]:
    return cities()


@pytest.fixture(scope="session")
def example(bundled: dict[str, City]) -> City:
    """The fictional city that comes with the project."""
    return bundled["yuino"]
