"""The files around the code say the same thing as the code."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import tsunagu
from core.settings import Settings


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def packages(root: Path) -> set[str]:
    return {path.parent.name for path in root.glob("*/__init__.py")}


def test_every_root_package_is_packed_checked_and_layered(root: Path, project: dict[str, Any]) -> None:
    tools = project["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    lists = {
        "wheel": tools["hatch"]["build"]["targets"]["wheel"]["only-include"],
        "mypy": tools["mypy"]["packages"],
        "importlinter": tools["importlinter"]["root_packages"],
        "layers": layers,
    }
    for name, listed in lists.items():
        assert set(listed) == packages(root), name
    assert layers == ["tsunagu", "api", "graph", "shapes", "loaders", "ontology", "core"]
    assert packages(root) <= set(tools["pytest"]["ini_options"]["testpaths"])


def test_every_package_has_an_exhaustive_contract(root: Path, project: dict[str, Any]) -> None:
    contracts = project["tool"]["importlinter"]["contracts"]
    covered = [name for each in contracts if each.get("exhaustive") for name in each["containers"]]
    folders = [path.parent for room in packages(root) for path in (root / room).rglob("__init__.py")]
    ordered = [folder for folder in folders if len(modules(folder)) > 1]
    assert sorted(covered) == sorted(".".join(folder.relative_to(root).parts) for folder in ordered)


def modules(folder: Path) -> list[Path]:
    """Return what stands in a package: its modules and the packages in it."""
    return [*folder.glob("[!_]*.py"), *folder.glob("__main__.py"), *folder.glob("*/__init__.py")]


def test_the_lock_fits_the_project(root: Path, project: dict[str, Any]) -> None:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE)
    pins = {name: Version(version) for name, version in pinned}
    wanted = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    for requirement in map(Requirement, wanted):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier, requirement
    for backend in project["build-system"]["requires"]:
        assert Requirement(backend).name in pins, "built without isolation, so it has to be installed"


def test_the_lock_has_hashes_and_no_address(root: Path) -> None:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock.splitlines()[1]
    blocks = re.split(r"\n(?=[a-z0-9._-]+==)", lock)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)


def test_one_version(root: Path) -> None:
    assert f"— {tsunagu.__version__}\n" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_changelog_parts_vocabulary_from_software(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    for release in changelog.split("\n## ")[1:]:
        assert "\n### Vocabulary\n" in release
        assert "\n### Software\n" in release


def test_every_setting_is_documented(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| `TSUNAGU_([A-Z_]+)` \|", page, re.MULTILINE))
    assert set(rows) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        assert rows[name] == name.upper()
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert row.split("|")[3].strip() == (f"`{field.default}`" if str(field.default) else "(none)")


def test_every_make_target_has_a_line_of_help(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert set(re.findall(r"^([a-z]+):.*## .+/ .+", makefile, re.MULTILINE)) == set(phony)


def test_readmes_link_to_what_exists(root: Path) -> None:
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_ci_is_a_program_without_mistakes_of_syntax(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], capture_output=True, check=False).returncode == 0
