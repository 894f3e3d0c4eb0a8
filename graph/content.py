"""What a new release will hold, before anything is written.

The same sheets and registers give the same files to the byte, whatever the order in which they
were read. That is how a build sees that nothing has changed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from graph.choose import Chosen
from graph.findings import PlacedFinding, findings_json
from graph.fragments import Fragment, dump, merged
from graph.manifest import CityEntry, Manifest, SheetEntry
from graph.verify import DUMP, FINDINGS, FRAGMENTS, SOURCES
from shapes.report import Finding


@dataclass(frozen=True, slots=True)
class CityPart:
    """A city of the release: its registers, and what the checks over all its sheets found."""

    entry: CityEntry
    fragment: Fragment
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Sheets in the order of their IRIs, cities in the order of their codes."""

    sheets: Sequence[Chosen]
    cities: Sequence[CityPart]

    def fragments(self) -> list[Fragment]:
        """Return all named graphs: registers, then sheets."""
        sheets = [chosen.candidate.loaded.fragment for chosen in self.sheets]
        return [part.fragment for part in self.cities] + sheets

    def findings(self) -> Iterator[PlacedFinding]:
        """Yield the findings of each sheet and of each city."""
        for chosen in self.sheets:
            loaded = chosen.candidate.loaded
            yield from (PlacedFinding(loaded.sheet, finding) for finding in loaded.findings)
        for part in self.cities:
            yield from (PlacedFinding(None, finding) for finding in part.findings)

    def files(self) -> dict[str, bytes]:
        """Return every file of the release but the manifest and the store, by name."""
        fragments = self.fragments()
        sources = [chosen.candidate.loaded.source for chosen in self.sheets]
        return {
            DUMP: dump(fragments),
            FINDINGS: findings_json(self.findings()),
            **{f"{FRAGMENTS}/{fragment.name}": fragment.data for fragment in fragments},
            **{f"{SOURCES}/{source.sha256}.json": source.as_json() for source in sources},
        }

    def manifest(self, number: int, previous: str | None, checksums: dict[str, str]) -> Manifest:
        """Return the manifest. Its time is the only thing that differs between two equal builds."""
        fragments = self.fragments()
        return Manifest(
            id=f"{number:04}-{_hash(checksums)[:12]}",
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            software=_software(),
            previous=previous,
            sheets=tuple(map(_sheet_entry, self.sheets)),
            cities=tuple(part.entry for part in self.cities),
            graphs={fragment.graph: len(fragment.quads()) for fragment in fragments},
            merged=len(merged(fragments).splitlines()),
            checksums=checksums,
        )


def checksums_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the sha-256 of each file, by name."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}


def _software() -> str:
    try:
        return version("tsunagu")
    except PackageNotFoundError:  # run from its folder, never installed
        return "unknown"


def _hash(checksums: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(checksums, sort_keys=True).encode("ascii")).hexdigest()


def _sheet_entry(chosen: Chosen) -> SheetEntry:
    loaded = chosen.candidate.loaded
    return SheetEntry(
        sheet=loaded.sheet,
        graph=loaded.fragment.graph,
        city=loaded.city,
        code=loaded.code,
        department=loaded.department,
        fiscal_year=loaded.fiscal_year,
        edition=loaded.edition,
        file=loaded.source.name,
        sha256=loaded.source.sha256,
        objectives=loaded.objectives,
        facts=loaded.facts,
        findings=len(loaded.findings),
        unread=loaded.unread,
        fragment=loaded.fragment.name,
        replaces=chosen.replaces,
    )
