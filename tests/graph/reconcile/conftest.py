"""Names of made-up things, as fragments and as an index."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.fragments import Fragment
from graph.reconcile import NAMES, NamesIndex, write_names
from loaders.cities.codes import corporate_check_digit
from ontology.terms import ORG, RDF, SKOS, TNG

BASE = "https://data.example/id/"


@dataclass(frozen=True)
class Names:
    """The table of names, its things as a fragment, and the IRI of each."""

    table: dict[str, Any]
    fragment: Fragment
    iris: dict[str, str]

    @property
    def cities(self) -> dict[str, str]:
        return dict(self.table["cities"])


def _lines(key: str, row: dict[str, Any], iris: dict[str, str]) -> Iterator[str]:
    node = f"<{iris[key]}>"
    yield f"{node} <{RDF.type}> <{TNG.base}{row['kind']}>"
    for place, name in enumerate(row["names"]):
        label = SKOS.altLabel if place else SKOS.prefLabel
        yield f'{node} <{label}> "{name}"@{"en" if name.isascii() else "ja"}'
    if "number" in row:
        number = corporate_check_digit(row["number"]) + row["number"]
        yield f'{node} <{ORG.identifier}> "{number}"'
    if "notation" in row:
        yield f'{node} <{SKOS.notation}> "{row["notation"]}"'
    if "parent" in row:
        yield f"{node} <{ORG.subOrganizationOf}> <{iris[row['parent']]}>"


@pytest.fixture(scope="session")
def names(root: Path) -> Names:
    table = tomllib.loads((root / "tests/fixtures/reconcile/names.toml").read_text("utf-8"))
    rows = table["things"]
    iris = {
        key: BASE + (f"lg/{row['city']}/x/{key}" if "city" in row else f"org/{key}")
        for key, row in rows.items()
    }
    graph = f"{BASE}lg/992011/graph/registers"
    lines = sorted(f"{line} <{graph}> ." for key, row in rows.items() for line in _lines(key, row, iris))
    return Names(table, Fragment.of("registers.nq", graph, ("\n".join(lines) + "\n").encode()), iris)


@pytest.fixture(scope="session")
def index(names: Names, tmp_path_factory: pytest.TempPathFactory) -> NamesIndex:
    place = tmp_path_factory.mktemp("names") / NAMES
    write_names(place, [names.fragment], names.cities)
    return NamesIndex(place)
