"""What the pages take from others is what the recipe made, may be used, and is small."""

import hashlib
import json
from pathlib import Path

import pytest

MOST_BYTES = 400_000
LARGER = {"cytoscape.js": 450_000}
"""One library in one file, which cannot be made smaller by leaving parts out."""

LICENCES = {"MIT"}


@pytest.fixture(scope="module")
def bundles(root: Path) -> Path:
    return root / "api" / "static" / "vendor"


def test_every_file_has_the_checksum_of_the_recipe(bundles: Path) -> None:
    lines = (bundles / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    sums = {name: sum_ for sum_, _, name in (line.partition("  ") for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bundles.iterdir()
        if path.name != "SHA256SUMS"
    }
    assert found == sums


def test_bundles_are_small_and_call_nobody(bundles: Path) -> None:
    for bundle in bundles.glob("*.js"):
        text = bundle.read_text(encoding="utf-8")
        assert len(text.encode()) <= LARGER.get(bundle.name, MOST_BYTES)
        for word in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "eval(", "new Function"):
            assert word not in text, word


def test_every_bundled_package_stands_with_its_licence(root: Path, bundles: Path) -> None:
    locked = json.loads((root / "vendor" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    listed = (bundles / "LICENSES.txt").read_text(encoding="utf-8")
    texts = listed.split(f"\n{'-' * 80}\n\n")
    assert len(texts) > 5
    for text in texts:
        name, version, licence = text.splitlines()[0].split()
        assert locked[f"node_modules/{name}"]["version"] == version
        assert licence.strip("()") in LICENCES
        assert "Copyright" in text


def test_the_lock_pins_by_hash_and_names_no_address(root: Path) -> None:
    text = (root / "vendor" / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((root / "vendor" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert "://" not in text
    assert packages.pop("")["devDependencies"] == wanted
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
