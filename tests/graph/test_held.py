"""What a city holds back does not go out, and is not lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

import graph.loaded
import graph.tasks
from core.errors import HomeError, RefusedFile
from graph.build import BuildResult, build
from graph.cache import Cache
from graph.content import CityPart
from graph.fragments import Fragment
from graph.held import check_parts
from graph.release import Release, current, held_but_published, verify
from graph.remove import remove
from graph.review.candidates import candidates
from graph.review.whole import store_of
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.publication import Publication
from ontology.terms import TNG

Build = Callable[..., BuildResult]
PROPOSED = f"<{TNG.Proposed}>".encode()
STATED = f"<{TNG.Stated}>".encode()


@pytest.fixture
def sheets(root: Path) -> list[Path]:
    """Two sheets of different departments and years: what goes out of one does not depend on the other."""
    folder = root / "examples" / "yuino"
    return [folder / "yuino-2024-midori-kankyo.txt", folder / "yuino-2025-kurashi-anshin.txt"]


def publishing(known: dict[str, City], publication: Publication) -> dict[str, City]:
    """The example city with another profile; another profile is another file, and so another digest."""
    city = replace(known["yuino"], publication=publication, digest=repr(publication))
    return {**known, "yuino": city}


def built(result: BuildResult) -> Release:
    assert result.release is not None
    assert verify(result.release) == []
    return result.release


def everything_public(release: Release) -> bytes:
    """All bytes of the release that anybody is served, but for the store."""
    inside = [release.path / "withheld", release.path / "store"]
    files = (place for place in sorted(release.path.rglob("*")) if place.is_file())
    return b"".join(
        place.read_bytes() for place in files if not any(each in place.parents for each in inside)
    )


def statuses(store: Store) -> dict[str, int]:
    query = f"SELECT ?s (COUNT(*) AS ?n) {{ ?m a <{TNG.Mention}> ; <{TNG.status}> ?s }} GROUP BY ?s"
    rows: Any = store.query(query)
    return {row["s"].value.rpartition("#")[2]: int(row["n"].value) for row in rows}


def test_without_a_profile_nothing_is_held_back(do_build: Build, sheets: list[Path]) -> None:
    release = built(do_build(*sheets))
    assert release.manifest.held == ()
    assert release.withheld() == []
    assert not (release.path / "withheld").exists()
    assert PROPOSED in everything_public(release)


def test_proposals_stay_inside_and_can_still_be_reviewed(
    do_build: Build, sheets: list[Path], known: dict[str, City]
) -> None:
    open_release = built(do_build(*sheets))
    proposed = candidates(open_store(open_release), known["yuino"])
    before = statuses(open_store(open_release))
    stated = publishing(known, Publication("stated"))
    release = built(do_build(*sheets, cities=stated))
    assert PROPOSED not in everything_public(release)
    assert f"<{TNG.proposedPartner}>".encode() not in everything_public(release)
    assert f"<{TNG.possiblySame}>".encode() not in everything_public(release)
    after = statuses(open_store(release))
    assert after == {name: count for name, count in before.items() if name != "Proposed"}
    # Nobody needs to confirm a number that the sheet prints, though anybody may.
    assert {each.kind for each in candidates(open_store(release), known["yuino"])} == {"figure"}
    assert candidates(store_of(release), known["yuino"]) == proposed
    assert built(do_build(*sheets, cities=stated)).id == release.id
    again = built(do_build(*sheets))
    assert [again.fragment(entry).sha256 for entry in again.manifest.graph_files()] == [
        open_release.fragment(entry).sha256 for entry in open_release.manifest.graph_files()
    ]


def test_only_what_people_confirmed_goes_out(
    do_build: Build, sheets: list[Path], known: dict[str, City]
) -> None:
    release = built(do_build(*sheets, cities=publishing(known, Publication("confirmed"))))
    rows: Any = open_store(release).query(
        f"SELECT DISTINCT ?method {{ ?m a <{TNG.Mention}> ; <{TNG.status}> <{TNG.Stated}> ; "
        f"<{TNG.method}> ?method }}"
    )
    assert candidates(open_store(release), known["yuino"]) == ()
    methods = {row["method"].value for row in rows}
    assert methods <= {"printed-field", "matched-by-text", "matched-by-register", "register"}
    assert methods


@pytest.mark.parametrize(
    "publication",
    [
        Publication(departments_held=("くらし安心部",)),
        Publication(departments_held=("kurashi-anshin",)),
        Publication(years_held=(2025,)),
    ],
)
def test_departments_and_years_stay_inside(
    do_build: Build, sheets: list[Path], known: dict[str, City], home: Path, publication: Publication
) -> None:
    whole = built(do_build(*sheets))
    result = do_build(*sheets, cities=publishing(known, publication))
    release = built(result)
    held = release.manifest.held
    assert held
    assert [each.id for each in held_but_published(release)] == [whole.id]
    assert held_but_published(whole) == []
    assert {entry.sheet for entry in release.manifest.kept()} == {
        entry.sheet for entry in whole.manifest.sheets
    }
    public = everything_public(release).replace((release.path / "manifest.json").read_bytes(), b"")
    for entry in held:
        assert f"<{entry.sheet}> ".encode() not in public
        assert release.source(entry.sha256) is None
        assert not (release.path / "sources" / f"{entry.sha256}.json").exists()
        assert (release.path / "withheld" / f"{entry.sha256}.json").exists()
    assert {row.sheet for row in result.rows if row.status == "held"} == {entry.sheet for entry in held}
    # The files were not given again: they are known, and come out when the profile says so.
    back = built(build(None, home, known, jobs=1))
    assert {entry.sheet for entry in back.manifest.sheets} == {entry.sheet for entry in whole.manifest.sheets}
    assert back.manifest.held == ()


def test_everything_may_be_held_back(do_build: Build, sheets: list[Path], known: dict[str, City]) -> None:
    do_build(*sheets)
    years = tuple(range(2000, 2100))
    result = do_build(*sheets, cities=publishing(known, Publication(years_held=years)))
    release = built(result)
    assert result.changed
    assert release.manifest.sheets == ()
    assert len(release.manifest.held) == len(sheets)


def test_a_held_sheet_can_be_withdrawn(
    do_build: Build, sheets: list[Path], known: dict[str, City], home: Path
) -> None:
    held = publishing(known, Publication(years_held=(2025,)))
    release = built(do_build(*sheets, cities=held))
    entry = release.manifest.held[0]
    removed = remove([entry.sheet], home, held, purge=True, jobs=1)
    assert [each.sheet for each in removed.sheets] == [entry.sheet]
    left = current(home)
    assert left is not None
    assert entry.sheet not in {each.sheet for each in left.manifest.kept()}
    assert not (home / "files" / entry.sha256).exists()


def test_what_can_no_longer_be_read_stays_inside_if_it_says_too_much(
    do_build: Build, sheets: list[Path], known: dict[str, City], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(do_build(*sheets))

    def refuse(job: Any, *rest: Any, **more: Any) -> Any:
        raise RefusedFile("kept-file-damaged", file=job.name, place=str(job.path))

    monkeypatch.setattr(graph.loaded, "_load", refuse)
    release = built(build(None, home, publishing(known, Publication("stated")), jobs=1))
    talkative = {entry.sheet for entry in before.manifest.sheets if PROPOSED in before.fragment(entry).data}
    assert {entry.sheet for entry in release.manifest.held} == talkative
    assert PROPOSED not in everything_public(release)
    still = built(build(None, home, publishing(known, Publication("stated", years_held=(1999,))), jobs=1))
    assert {entry.sheet for entry in still.manifest.held} == talkative


def test_a_name_that_nobody_can_black_out_any_more_stays_inside(
    do_build: Build, sheets: list[Path], known: dict[str, City], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = f"<{TNG.headName}>".encode()
    city = replace(known["yuino"], publish_names=True, digest="with names")
    before = built(do_build(*sheets, cities={**known, "yuino": city}))
    with_names = {entry.sheet for entry in before.manifest.sheets if names in before.fragment(entry).data}
    assert with_names

    def refuse(job: Any, *rest: Any, **more: Any) -> Any:
        raise RefusedFile("kept-file-damaged", file=job.name, place=str(job.path))

    monkeypatch.setattr(graph.loaded, "_load", refuse)
    release = built(build(None, home, known, jobs=1))
    assert {entry.sheet for entry in release.manifest.held} == with_names
    assert names not in everything_public(release)


def test_registers_are_checked_too(
    do_build: Build, sheets: list[Path], known: dict[str, City], home: Path
) -> None:
    release = built(do_build(*sheets))
    entry = release.manifest.cities[0]
    node = b"<https://w3id.org/tsunagu/id/x>"
    line = b"%s <%s> %s <https://g.example/> .\n" % (node, str(TNG.proposedPartner).encode(), node)
    part = CityPart(entry, Fragment.of("x.nq", "https://g.example/", line), ())
    cities = publishing(known, Publication("stated"))
    with pytest.raises(HomeError) as error:
        check_parts([part], cities, Cache(home / "cache"))
    assert error.value.key == "publication-broken"
    check_parts([part], known, Cache(home / "cache"))


def test_an_older_manifest_has_nothing_held_back(do_build: Build, sheets: list[Path], home: Path) -> None:
    release = built(do_build(*sheets))
    place = release.path / "manifest.json"
    told = json.loads(place.read_text("utf-8"))
    del told["held"]
    place.write_text(json.dumps(told), "utf-8")
    again = current(home)
    assert again is not None
    assert again.manifest.held == ()
