"""`tsunagu serve` asks for terms of use before others see the data."""

from dataclasses import replace

import pytest

from graph.release import Release
from tsunagu.commands.serve import ask_for_terms


@pytest.fixture(scope="module")
def release(example: Release) -> Release:
    return example


def without_licence(release: Release) -> Release:
    (city,) = release.manifest.cities
    silent = replace(city, face=replace(city.face, licence=""))
    return replace(release, manifest=replace(release.manifest, cities=(silent,)))


@pytest.mark.parametrize(
    ("host", "asked"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("data.example", True)],
)
def test_it_asks_where_others_can_see(
    release: Release, capsys: pytest.CaptureFixture[str], host: str, asked: bool
) -> None:
    ask_for_terms(without_licence(release), host)
    said = capsys.readouterr().err
    assert ("結野市" in said) == asked
    assert ("[licence]" in said.replace("\n", "")) == asked


def test_it_asks_nobody_who_has_said_it(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    ask_for_terms(release, "0.0.0.0")
    assert capsys.readouterr().err == ""
