"""`datapackage.json`: what the tables of a release are, for programs (Frictionless Data Package 1)."""

import json
from collections.abc import Callable, Iterator, Mapping

from graph.dumps.kinds import CSV, kinds
from graph.export import Table, tables
from graph.manifest import CityFace, Manifest

_KEYS = {
    "contributions": ["goal", "policy"],
    "evidence": ["thing", "id"],
    "figures": ["id"],
    "goals": ["id"],
    "partners": ["id"],
    "partnerships": ["id"],
    "programs": ["id"],
}
"""By which columns a row is told from all others; a unit with two units above has two rows, and so no key."""

_POINTERS = {
    "answers": "figures",
    "broader": "policies",
    "department": "departments",
    "goal": "goals",
    "parent": "departments",
    "part_of": "actions",
    "partner": "partners",
    "policy": "policies",
}
"""Columns that have the `id` of a row in some table, with that table."""


def package(manifest: Manifest, sums: Mapping[str, str], size: Callable[[str], int]) -> bytes:
    """Return the description of the tables, whose checksums and sizes are given by their files' names."""
    described = {
        "profile": "tabular-data-package",
        "name": "tsunagu",
        "title": "つなぐ：" + "、".join(city.name for city in manifest.cities),
        "version": manifest.id,
        "created": manifest.created,
        "keywords": [city.code for city in manifest.cities],
        "licenses": _licences([city.face for city in manifest.cities]),
        "contributors": _publishers([city.face for city in manifest.cities]),
        "resources": [_resource(table, sums, size) for table in tables()],
    }
    told = {key: value for key, value in described.items() if value}
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _licences(faces: list[CityFace]) -> list[dict[str, str]]:
    """Return the terms of use; none where a city states none, since they would not hold for all of it."""
    if not all(face.licence for face in faces):
        return []
    titles = {face.licence: face.licence_title for face in faces}
    return [{"path": iri, "title": title} for iri, title in titles.items()]


def _publishers(faces: list[CityFace]) -> list[dict[str, str]]:
    names = dict.fromkeys(face.publisher for face in faces if face.publisher)
    return [{"title": name, "role": "publisher"} for name in names]


def _resource(table: Table, sums: Mapping[str, str], size: Callable[[str], int]) -> dict[str, object]:
    (name,) = (kind.name for kind in kinds().values() if (kind.table, kind.format) == (table.name, "csv"))
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": name,
        "title": table.title.ja,
        "description": table.title.en,
        "format": "csv",
        "mediatype": CSV,
        "encoding": "utf-8",
        "bytes": size(name),
        "hash": f"sha256:{sums[name]}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    """Return the columns, and how rows are told apart and joined."""
    key, joins = _KEYS.get(table.name), list(_joins(table))
    told = {"fields": list(_fields(table)), "primaryKey": key, "foreignKeys": joins}
    return {name: each for name, each in told.items() if each}


def _fields(table: Table) -> Iterator[dict[str, str]]:
    for name, column in table.columns.items():
        yield {"name": name, "type": column.type, "title": column.ja, "description": column.en}


def _joins(table: Table) -> Iterator[dict[str, object]]:
    """Yield the columns by which tables are joined; a table names itself by nothing."""
    for name in table.columns:
        if other := _POINTERS.get(name):
            target = "" if other == table.name else other
            yield {"fields": [name], "reference": {"resource": target, "fields": ["id"]}}
