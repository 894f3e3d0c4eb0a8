"""What is installed for good is what stands in the folders: code and data, and no tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_the_wheel_holds_every_file_of_the_packages(root: Path, tracked: list[Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "tsunagu = tsunagu.cli:main" in archive.read(entry).decode()
    rooms = {path.parent.name for path in root.glob("*/__init__.py")}
    names = (path.relative_to(root) for path in tracked)
    assert packed == {name.as_posix() for name in names if name.parts[0] in rooms}
