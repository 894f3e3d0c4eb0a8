"""Every quote stands in its file, on its lines; otherwise the release is not sound."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.content import checksums_of
from graph.release import Release, current, verify
from graph.verify import FRAGMENTS, SOURCES
from ontology.terms import TNG


@pytest.fixture
def release(built: Path) -> Release:
    found = current(built)
    assert found is not None
    return found


def resigned(release: Release) -> Release:
    """Return the release with checksums that fit its files, as if it had been built so."""
    names = release.manifest.checksums
    files = {name: (release.path / name).read_bytes() for name in names}
    return replace(release, manifest=replace(release.manifest, checksums=checksums_of(files)))


def test_a_quote_whose_line_is_another(release: Release) -> None:
    entry = release.manifest.sheets[0]
    place = release.path / SOURCES / f"{entry.sha256}.json"
    source = json.loads(place.read_bytes())
    number = next(n for n, line in enumerate(source["lines"]) if "（１）" in line)
    source["lines"][number] = "別の行"
    place.write_text(json.dumps(source), encoding="utf-8")
    problems = verify(resigned(release))
    assert problems
    assert all("/id/ev/" in problem for problem in problems)


def test_counts_that_are_wrong(release: Release) -> None:
    wrong = replace(release.manifest, merged=1, graphs={release.manifest.sheets[0].graph: 2})
    assert len(verify(replace(release, manifest=wrong))) == len(release.manifest.graphs) + 1


def test_a_dump_that_is_not_the_fragments(release: Release) -> None:
    place = release.path / FRAGMENTS / release.manifest.sheets[0].fragment
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join(lines[:-1]))
    assert len(verify(resigned(release))) >= 3


def test_there_are_quotes_at_all(release: Release) -> None:
    dump = release.dump_path.read_text("utf-8")
    assert dump.count(f"<{TNG.quote}>") > 100
