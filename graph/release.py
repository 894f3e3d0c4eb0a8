"""Releases: immutable folders, of which one answers.

releases/0003-1a2b3c4d5e6f/
├── manifest.json       what is in it
├── dump.nq             all named graphs
├── fragments/          each named graph by itself
├── sources/            the lines of each file, names blacked out
├── findings.json       what the checks said
├── search-1.sqlite     what can be searched for
├── names-2.sqlite      what names can mean
├── network/            networks with their measures, and a list of them
├── dumps/              files that people take away (graph.dumps)
├── withheld/           what a city holds back (graph.held)
└── store/              the same for SPARQL
"""

from dataclasses import dataclass
from pathlib import Path

from core.errors import HomeError, UsageError
from graph import verify as checks
from graph.disk import home_errors, remove_tree
from graph.findings import PlacedFinding, parse_findings
from graph.fragments import Fragment
from graph.home import Home
from graph.manifest import GraphEntry, Manifest, SheetEntry, read_manifest
from graph.network import LIST, Entry, Network, read_list, read_network
from graph.reconcile import NAMES, NamesIndex
from graph.search import SEARCH, SearchIndex
from graph.sources import SourceText


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release. Its folder never changes."""

    id: str
    path: Path
    manifest: Manifest

    @property
    def store_path(self) -> Path:
        """The folder of the store; see `graph.store.open_store`."""
        return self.path / checks.STORE

    @property
    def dump_path(self) -> Path:
        """All named graphs as sorted N-Quads."""
        return self.path / checks.DUMP

    def search(self) -> SearchIndex | None:
        """Return the search index, None where the release was made before there was one."""
        return SearchIndex(self.path / SEARCH) if SEARCH in self.manifest.checksums else None

    def names(self) -> NamesIndex | None:
        """Return the names for reconciliation, None where the release was made before there were any."""
        return NamesIndex(self.path / NAMES) if NAMES in self.manifest.checksums else None

    def networks(self) -> list[Entry]:
        """Return what networks there are; none where the release was made before there were any."""
        return read_list(self.path) if LIST in self.manifest.checksums else []

    def network(self, view: str) -> Network | None:
        """Return the network of a view, None where there is none."""
        known = any(entry.view == view for entry in self.networks())
        return read_network(self.path, view) if known else None

    def sources(self) -> tuple[SourceText, ...]:
        """Return the lines of every file."""
        with home_errors(self.path):
            return tuple(checks.read_source(self.path, entry.sha256) for entry in self.manifest.sheets)

    def source(self, sha256: str) -> SourceText | None:
        """Return the lines of the file with this checksum, None where the release has no such file."""
        if all(entry.sha256 != sha256 for entry in self.manifest.sheets):
            return None
        with home_errors(self.path):
            return checks.read_source(self.path, sha256)

    def fragment(self, entry: GraphEntry) -> Fragment:
        """Return one of its named graphs."""
        with home_errors(self.path):
            return checks.read_fragment(self.path, entry)

    def withheld(self) -> list[str]:
        """Return the names of the files that hold what does not go out."""
        return [name for name in self.manifest.checksums if name.startswith(f"{checks.WITHHELD}/")]

    def whole(self, entry: SheetEntry) -> Fragment:
        """Return all that a sheet says, whatever of it goes out."""
        inside = f"{checks.WITHHELD}/{entry.fragment}" in self.manifest.checksums
        with home_errors(self.path):
            part = checks.WITHHELD if inside else checks.FRAGMENTS
            return checks.read_fragment(self.path, entry, part)

    def findings(self) -> tuple[PlacedFinding, ...]:
        """Return what the checks said, each with the IRI of its sheet."""
        place = self.path / checks.FINDINGS
        with home_errors(place):
            return parse_findings(place.read_bytes())


def current(home: Path) -> Release | None:
    """Return the release that answers, None before the first build."""
    release_id = Home(home).current_id()
    return None if release_id is None else _open(home, release_id)


def releases(home: Path) -> list[Release]:
    """Return all releases, oldest first."""
    return [_open(home, release_id) for release_id in Home(home).release_ids()]


def kept(home: Path, release_id: str) -> Release | None:
    """Return the release with this id, None where the home keeps none."""
    return _open(home, release_id) if release_id in Home(home).release_ids() else None


def before(home: Path, release_id: str) -> Release | None:
    """Return the release that was made before this one and is still kept, None where there is none."""
    known = Home(home).release_ids()
    place = known.index(release_id) if release_id in known else 0
    return _open(home, known[place - 1]) if place else None


def held_but_published(release: Release) -> list[Release]:
    """Return the kept releases, oldest first, in which a sheet is public that this one holds back."""
    held = {entry.sheet for entry in release.manifest.held}
    if not held:
        return []
    others = releases(release.path.parents[1])
    return [each for each in others if any(entry.sheet in held for entry in each.manifest.sheets)]


def switch(home: Path, release_id: str) -> Release:
    """Let another release answer (a rollback is nothing else). It must be sound."""
    folder = Home(home)
    with folder.locked():
        known = folder.release_ids()
        if release_id not in known:
            raise UsageError("release-unknown", release=release_id, known="、".join(known) or "—")
        release = _open(home, release_id)
        found = verify(release)
        if found:
            raise HomeError("release-unsound", release=release_id, problems=" ".join(found))
        folder.set_current(release_id)
    return release


def verify(release: Release) -> list[str]:
    """Return what is wrong with a release, as sentences; nothing when all is well."""
    with home_errors(release.path):
        return checks.problems(release.path, release.manifest)


def prune(home: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` releases and return their ids; the current one always stays.

    Kept bytes of files that no release holds any more go with them.
    """
    folder = Home(home)
    with folder.locked():
        known = folder.release_ids()
        gone = [each for each in known[: max(0, len(known) - keep)] if each != folder.current_id()]
        with home_errors(folder.releases):
            for release_id in gone:
                remove_tree(folder.releases / release_id)
            forget_files(folder, releases(home))
    return gone


def forget_files(folder: Home, left: list[Release]) -> None:
    """Remove the kept bytes of files that none of these releases holds. Call it with the lock held."""
    wanted = {sha256 for release in left for entry in release.manifest.kept() for sha256 in entry.names()}
    for place in folder.files.glob("*"):
        if place.name not in wanted:
            place.unlink()


def _open(home: Path, release_id: str) -> Release:
    path = Home(home).releases / release_id
    return Release(release_id, path, read_manifest(path))
