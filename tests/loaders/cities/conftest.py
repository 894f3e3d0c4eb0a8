"""Folders of cities that the tests write themselves."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders.cities.city import City
from loaders.cities.find import cities

LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'

WriteCity = Callable[..., Path]
Rows = Sequence[Sequence[object]]


@pytest.fixture
def write_city(tmp_path: Path) -> WriteCity:
    """Return `write_city(key, profile, **registers)`: writes a folder and returns it.

    Registers are named without ".csv", with "_" for "-"; text or bytes. A dictionary is a workbook
    of sheets with rows, "departments" becomes departments.xlsx.
    """

    def write(
        key: str = "yuino", profile: str | bytes = LEAST, **registers: str | bytes | dict[str, Rows]
    ) -> Path:
        folder = tmp_path / "cities" / key
        folder.mkdir(parents=True)
        (folder / "city.toml").write_bytes(profile.encode() if isinstance(profile, str) else profile)
        for name, data in registers.items():
            path = folder / f"{name.replace('_', '-')}.csv"
            if isinstance(data, dict):
                path.with_suffix(".xlsx").write_bytes(workbook(data))
            else:
                path.write_bytes(data.encode() if isinstance(data, str) else data)
        return folder

    return write


def workbook(sheets: dict[str, Rows]) -> bytes:
    """Return an XLSX with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def bundled() -> dict[str, City]:
    return cities()


@pytest.fixture(scope="session")
def example(bundled: dict[str, City]) -> City:
    """The fictional city that comes with the project."""
    return bundled["yuino"]
