"""The files that claim to be one sheet, and which of two is the better one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.manifest import FileEntry, SheetEntry
from graph.tasks import Candidate

FIRST_EDITION = "当初設定"
"""How a sheet is set at the start of its year; any other edition is later."""

_PLACES = (
    ("spreadsheetml", "ms-excel", "opendocument"),
    ("pdf",),
    ("csv", "tab-separated", "wordprocessingml"),
)
"""Parts of media types, best first: cells with addresses, boxes on pages, rows. Then plain text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A file of a sheet. One that only the manifest knows has no `candidate`.

    `given` says that it was named in this build, `published` that the current release uses it.
    """

    file: FileEntry
    candidate: Candidate | None = None
    given: bool = False
    published: bool = False

    def taken(self) -> Candidate:
        """Return the loaded file; asked only of a claim that has one."""
        if self.candidate is None:
            raise LookupError(self.file.file)
        return self.candidate


def claims_of(candidates: Sequence[Candidate]) -> list[Claim]:
    """Return the claims of all files of one sheet: loaded ones, and those that the manifest names."""
    loaded = [
        Claim(_file_of(each), each, each.task.given, each.task.entry is not None) for each in candidates
    ]
    return loaded + [Claim(file) for file in _named(candidates)]


def _file_of(candidate: Candidate) -> FileEntry:
    loaded, file = candidate.loaded, candidate.loaded.file
    return FileEntry(
        file.name, file.sha256, file.size, file.media_type, loaded.edition, loaded.structure or file.sha256
    )


def _named(candidates: Iterable[Candidate]) -> Iterator[FileEntry]:
    """Yield the copies and older editions of published files.

    A copy stays one where the program has learnt to read both files better.
    """
    for candidate in candidates:
        entry: SheetEntry | None = candidate.task.entry
        for file in entry.further() if entry else ():
            if entry and file.structure == entry.structure:
                now = candidate.loaded
                yield replace(file, structure=now.structure, edition=now.edition)
            else:
                yield file


def rank(edition: str) -> int:
    """Return the place of an edition in its year."""
    return 0 if edition == FIRST_EDITION else 1


def better(claim: Claim) -> tuple[int, str, str]:
    """Return the order of files with the same content: better places first, then by name."""
    kind = claim.file.media_type
    places = (place for place, parts in enumerate(_PLACES) if any(part in kind for part in parts))
    return next(places, len(_PLACES)), claim.file.file, claim.file.sha256
