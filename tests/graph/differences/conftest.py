"""Small releases out of nothing: graphs as lists of lines."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from graph.fragments import Fragment, dump
from graph.manifest import LinksEntry, Manifest
from graph.release import Release
from graph.store import build_store

Graphs = Mapping[str, set[str]]
BASE = "https://a.example/id/"


def make_release(folder: Path, number: int, graphs: Graphs) -> Release:
    """Write the parts of a release that differences read. A line is a triple without its end."""
    path = folder / "releases" / f"{number:04}-{number:012x}"
    (path / "fragments").mkdir(parents=True)
    fragments, entries = [], []
    for index, (graph, triples) in enumerate(sorted(graphs.items())):
        lines = sorted(f"{triple} <{graph}> .\n" for triple in triples)
        data = "".join(lines).encode()
        name = f"{index}-{hashlib.sha256(graph.encode()).hexdigest()[:8]}.nq"
        (path / "fragments" / name).write_bytes(data)
        fragments.append(Fragment.of(name, graph, data))
        entries.append(LinksEntry("", graph, name))
    (path / "dump.nq").write_bytes(b"".join(dump(fragments)))
    (path / "store").mkdir()
    build_store(path / "store", fragments)
    manifest = Manifest(
        id=path.name,
        created=f"2026-01-{number:02}T00:00:00+00:00",
        software="",
        previous=None,
        sheets=(),
        cities=(),
        graphs={},
        merged=0,
        checksums={f"fragments/{each.name}": each.sha256 for each in fragments},
        links=tuple(entries),
    )
    (path / "manifest.json").write_bytes(manifest.as_json())
    return Release(path.name, path, manifest)


@pytest.fixture(scope="session")
def make() -> Callable[[Path, int, Graphs], Release]:
    return make_release


def apply_patch(dump: Path, lines: Iterable[bytes]) -> bytes:
    """Apply a patch as its specification says: each line adds or deletes one quad."""
    quads = set(dump.read_bytes().splitlines(keepends=True))
    for line in lines:
        sign, _, quad = line.partition(b" ")
        if sign == b"A":
            assert quad not in quads
            quads.add(quad)
        elif sign == b"D":
            quads.remove(quad)
    return b"".join(sorted(quads))


@pytest.fixture(scope="session")
def applied() -> Callable[[Path, Iterable[bytes]], bytes]:
    return apply_patch
