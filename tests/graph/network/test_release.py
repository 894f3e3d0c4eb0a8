"""The networks of a release: written with it, verified with it, stable from one to the next."""

import hashlib
import json
import shutil
from math import dist
from pathlib import Path
from typing import Any

import pytest

from core.errors import HomeError
from graph.manifest import MANIFEST
from graph.network import LIST, file_of, network_files, read_network, views
from graph.release import Release, current, verify


def manifest_of(home: Path) -> tuple[Path, dict[str, Any]]:
    release = current(home)
    assert release is not None
    place = release.path / MANIFEST
    return place, json.loads(place.read_bytes())


@pytest.fixture
def release(built: Path) -> Release:
    found = current(built)
    assert found is not None
    return found


def test_every_view_is_a_file_with_a_checksum(release: Release) -> None:
    assert network_files() <= release.manifest.checksums.keys()
    assert {entry.view for entry in release.networks()} == set(views())
    for entry in release.networks():
        network = release.network(entry.view)
        assert network is not None
        assert (len(network.nodes), len(network.edges)) == (entry.nodes, entry.edges)
        assert len(network.nodes) >= 2
    assert release.network("nowhere") is None
    assert verify(release) == []


def test_the_same_sheets_give_the_same_bytes(
    do_build: Any, sheets: list[Path], home: Path, tmp_path: Path
) -> None:
    one = do_build(*sheets[:2]).release
    shutil.rmtree(home)
    other = do_build(*reversed(sheets[:2])).release
    for name in network_files():
        assert one.manifest.checksums[name] == other.manifest.checksums[name]


def test_points_stay_when_a_sheet_comes(built: Path, do_build: Any, sheets: list[Path]) -> None:
    before = current(built)
    after = do_build(sheets[2]).release
    assert before is not None
    was, now = (each.network("everything").named() for each in (before, after))
    assert len(now) > len(was)
    moved = [dist((was[iri].x, was[iri].y), (now[iri].x, now[iri].y)) for iri in was]
    assert sum(moved) / len(moved) < 0.05


def test_a_release_without_networks_gets_them(built: Path, do_build: Any, sheets: list[Path]) -> None:
    assert not do_build(*sheets[:2]).changed
    place, manifest = manifest_of(built)
    for name in network_files():
        del manifest["checksums"][name]
        (place.parent / name).unlink()
    place.write_text(json.dumps(manifest), encoding="utf-8")
    old = current(built)
    assert old is not None
    assert old.networks() == []
    assert old.network("everything") is None
    assert verify(old) == []
    result = do_build(*sheets[:2])
    assert result.changed
    assert result.release.networks()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["edges"].pop(),
        lambda data: data["edges"][0].update(weight=99),
        lambda data: data["edges"][0].update(status="confirmed"),
        lambda data: data["nodes"].pop(),
        lambda data: data["nodes"][0].update(x=1.5),
        lambda data: data["nodes"][0].update(x=data["nodes"][1]["x"], y=data["nodes"][1]["y"]),
    ],
)
def test_verify_asks_the_store_anew(release: Release, built: Path, change: Any) -> None:
    name = file_of("department-policy")
    file = release.path / name
    data = json.loads(file.read_bytes())
    change(data)
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert any(name in problem for problem in verify(release))
    # Even where the checksum was brought into line.
    place, manifest = manifest_of(built)
    manifest["checksums"][name] = hashlib.sha256(file.read_bytes()).hexdigest()
    place.write_text(json.dumps(manifest), encoding="utf-8")
    again = current(built)
    assert again is not None
    assert any("department-policy" in problem for problem in verify(again))


def test_a_damaged_file_is_named(release: Release) -> None:
    (release.path / file_of("everything")).write_text("{}", encoding="utf-8")
    with pytest.raises(HomeError, match=r"network/everything\.json"):
        read_network(release.path, "everything")
    (release.path / LIST).unlink()
    with pytest.raises(HomeError):
        release.networks()
