"""What a new release will hold, before anything is written.

The same sheets and registers give the same files to the byte, whatever the order in which they
were read. That is how a build sees that nothing has changed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from graph.choose import Chosen
from graph.dumps import SUMS_PLACE, is_dump
from graph.editions import edition_fragment
from graph.findings import PlacedFinding, findings_json
from graph.fragments import Fragment
from graph.manifest import CityEntry, LinksEntry, Manifest, OlderEntry, SheetEntry
from graph.network import network_files
from graph.reconcile import NAMES
from graph.search import SEARCH
from graph.verify import DUMP, FINDINGS, FRAGMENTS, SOURCES, WITHHELD
from shapes.report import Finding


@dataclass(frozen=True, slots=True)
class CityPart:
    """A city of the release: its registers, its links, and what the checks over all its sheets found."""

    entry: CityEntry
    fragment: Fragment
    findings: tuple[Finding, ...]
    links: Fragment | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Sheets in the order of their IRIs, cities in the order of their codes; `held` sheets stay inside."""

    sheets: Sequence[Chosen]
    cities: Sequence[CityPart]
    held: Sequence[Chosen] = ()

    def fragments(self) -> list[Fragment]:
        """Return all named graphs: registers, links, then sheets, each with its older editions."""
        of_cities = [*(part.fragment for part in self.cities), *self.links().values()]
        return of_cities + [fragment for chosen in self.sheets for fragment in fragments_of(chosen)]

    def links(self) -> dict[str, Fragment]:
        """Return the links of each city that has any, by code."""
        return {part.entry.code: part.links for part in self.cities if part.links is not None}

    def city_names(self) -> dict[str, str]:
        """Return the name of each city, by code."""
        return {part.entry.code: part.entry.name for part in self.cities}

    def findings(self) -> Iterator[PlacedFinding]:
        """Yield the findings of each sheet and of each city."""
        for chosen in self.sheets:
            loaded = chosen.candidate.loaded
            yield from (PlacedFinding(loaded.sheet, finding) for finding in loaded.findings)
        for part in self.cities:
            yield from (PlacedFinding(None, finding) for finding in part.findings)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the release, with its name, but those that are made of the others."""
        yield FINDINGS, findings_json(self.findings())
        for fragment in self.fragments():
            yield f"{FRAGMENTS}/{fragment.name}", fragment.data
        for chosen in self.sheets:
            loaded = chosen.candidate.loaded
            yield f"{SOURCES}/{loaded.file.sha256}.json", loaded.source.data
            if loaded.whole is not None:
                yield f"{WITHHELD}/{loaded.whole.name}", loaded.whole.data
        for chosen in self.held:
            loaded = chosen.candidate.loaded
            whole = loaded.whole or loaded.fragment
            yield f"{WITHHELD}/{whole.name}", whole.data
            yield f"{WITHHELD}/{loaded.file.sha256}.json", loaded.source.data

    def same_as(self, manifest: Manifest) -> bool:
        """Tell whether a release holds this already.

        Its dumps, index and networks are nothing but its fragments; one that lacks some of them is another.
        """
        made = {DUMP, SEARCH, NAMES, SUMS_PLACE, *network_files()}
        known = {
            name: checksum
            for name, checksum in manifest.checksums.items()
            if name not in made and not is_dump(name)
        }
        further = [(entry.sheet, entry.copies, entry.older) for entry in manifest.kept()]
        own = [(entry.sheet, entry.copies, entry.older) for entry in (*self.entries(), *self.held_entries())]
        faces = {entry.code: entry.face for entry in manifest.cities}
        shown = {part.entry.code: part.entry.face for part in self.cities}
        whole = made <= manifest.checksums.keys() and faces == shown
        return whole and known == checksums_of(self.files()) and further == own

    def entries(self) -> tuple[SheetEntry, ...]:
        """Return what the manifest says of each sheet."""
        return tuple(map(_sheet_entry, self.sheets))

    def withholds(self) -> bool:
        """Tell whether anything stays inside."""
        return bool(self.held) or any(each.candidate.loaded.whole is not None for each in self.sheets)

    def held_entries(self) -> tuple[SheetEntry, ...]:
        """Return what the manifest says of each sheet that stays inside."""
        return tuple(map(_sheet_entry, self.held))

    def release_id(self, number: int) -> str:
        """Return the id of a release with this content: its number, and the hash of what it holds."""
        further = [asdict(file) for entry in self.entries() for file in entry.further()]
        held = json.dumps([checksums_of(self.files()), further], sort_keys=True)
        return f"{number:04}-{hashlib.sha256(held.encode()).hexdigest()[:12]}"

    def manifest(
        self, release_id: str, previous: str | None, merged: int, made: Mapping[str, str]
    ) -> Manifest:
        """Return the manifest. Its time is the only thing that differs between two equal builds.

        `merged` counts the triples of the merge, `made` has the checksums of what is made of the files.
        """
        return Manifest(
            id=release_id,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            software=_software(),
            previous=previous,
            sheets=self.entries(),
            cities=tuple(part.entry for part in self.cities),
            graphs={fragment.graph: fragment.count for fragment in self.fragments()},
            merged=merged,
            checksums=dict(sorted({**checksums_of(self.files()), **made}.items())),
            held=self.held_entries(),
            links=tuple(LinksEntry(code, each.graph, each.name) for code, each in self.links().items()),
        )


def fragments_of(chosen: Chosen) -> list[Fragment]:
    """Return the named graphs of one sheet: its own, and one for each older edition."""
    loaded = chosen.candidate.loaded
    return [loaded.fragment, *(edition_fragment(loaded, file) for file in chosen.older)]


def checksums_of(files: Iterator[tuple[str, bytes]] | Mapping[str, bytes]) -> dict[str, str]:
    """Return the sha-256 of each file, by name."""
    pairs = files.items() if isinstance(files, Mapping) else files
    return {name: hashlib.sha256(data).hexdigest() for name, data in pairs}


def _software() -> str:
    try:
        return version("tsunagu")
    except PackageNotFoundError:  # run from its folder, never installed
        return "unknown"


def _sheet_entry(chosen: Chosen) -> SheetEntry:
    loaded = chosen.candidate.loaded
    own, *graphs = fragments_of(chosen)
    older = zip(chosen.older, graphs, strict=True)
    return SheetEntry(
        sheet=loaded.sheet,
        graph=own.graph,
        city=loaded.city,
        code=loaded.code,
        department=loaded.department,
        fiscal_year=loaded.fiscal_year,
        edition=loaded.edition,
        file=loaded.file.name,
        sha256=loaded.file.sha256,
        objectives=loaded.objectives,
        facts=loaded.facts,
        findings=len(loaded.findings),
        unread=loaded.unread,
        fragment=own.name,
        replaces=chosen.replaces,
        structure=loaded.structure,
        copies=chosen.copies,
        older=tuple(OlderEntry(file, graph.graph, graph.name) for file, graph in older),
    )
