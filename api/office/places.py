"""How what was read stands now: to what is published, which others may have changed since."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from api.office.folder import Folder, State
from api.office.records import Place, ReadSheet, sheet_page
from graph.release import Release

Shown = State | Literal["refused"]
"""The state of a draft as pages say it: `refused` was read to its end, with nothing to look at."""


def places(sheets: Sequence[ReadSheet], release: Release | None) -> list[Place]:
    """Return how each sheet stands to the release that is published now."""
    published = {entry.sheet: entry.names() for entry in release.manifest.kept()} if release else {}
    times = Counter(sheet.iri for sheet in sheets)

    def place(sheet: ReadSheet) -> Place:
        if times[sheet.iri] > 1:
            return "twice"
        if sheet.iri not in published:
            return "new"
        return "same" if sheet.sha256 in published[sheet.iri] else "replaces"

    return [place(sheet) for sheet in sheets]


def state_shown(folder: Folder) -> Shown:
    """Return the state of a draft; one of files none of which could be read is not one to look at."""
    state = folder.state()
    if state == "read" and folder.draft().files and not folder.has(sheet_page(1)):
        return "refused"
    return state
