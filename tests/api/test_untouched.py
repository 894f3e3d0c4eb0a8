"""The saved query of policies without goals knows measures that sheets print without a code."""

import json

from api.saved import saved_queries
from api.sparql.once import run_query
from core.settings import Settings
from graph.release import Release


def answered(release: Release, settings: Settings, name: str, **given: str) -> set[str]:
    answer = run_query(release, saved_queries()[name].bind(given), "json", settings)
    return {row["notation"]["value"] for row in json.loads(answer.body)["results"]["bindings"]}


def test_a_measure_without_a_code_is_touched(example: Release, settings: Settings) -> None:
    """2-1-(1) and 3-1-(1) stand on sheets of 2024 by their names alone."""
    of_plan = {"scheme": "sogo-3", "year": "2024"}
    untouched = answered(example, settings, "policies-without-goals", **of_plan)
    assert untouched
    assert not untouched & {"2-1-(1)", "3-1-(1)", "4-2-(2)"}
