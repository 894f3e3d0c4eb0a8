"""Which file of a sheet the release takes (decision 0011).

A sheet is known by its IRI: city, fiscal year, department. Of its editions the latest is taken.
Of the files of one edition:

- those given now come before what was published
- with the same content, the one with the better places is taken and the others are named
- with different content nobody has decided, so none of those given in one build is taken

The order in which files were given plays no part.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.errors import RefusedFile
from graph.claims import Claim, better, claims_of, rank
from graph.files import Refusal
from graph.manifest import FileEntry
from graph.tasks import Candidate

Status = Literal["new", "same", "replaced", "kept", "copy", "older", "held"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sheet of the new release. `replaces` is the sha-256 of the file it took the place of.

    `copies` and `older` are as in the manifest; `beside` are the files given now that were not
    taken, with what became of each.
    """

    candidate: Candidate
    status: Status
    replaces: str | None
    copies: tuple[FileEntry, ...] = ()
    older: tuple[FileEntry, ...] = ()
    beside: tuple[tuple[Candidate, Status], ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the current release does not have this file of the sheet."""
        return self.status in ("new", "replaced")


def choose(candidates: Iterable[Candidate]) -> tuple[list[Chosen], list[Refusal]]:
    """Return one file for each sheet, by IRI, and the files that cannot be decided between."""
    rivals: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        rivals[candidate.loaded.sheet].append(candidate)
    chosen: list[Chosen] = []
    refused: list[Refusal] = []
    for _, of_sheet in sorted(rivals.items()):
        editions = _editions(claims_of(of_sheet), refused)
        if editions:
            chosen.append(_latest(editions, of_sheet))
    return chosen, refused


def _editions(claims: Sequence[Claim], refused: list[Refusal]) -> list[list[Claim]]:
    """Return the files of each edition that say the same, the best first; the latest edition last.

    Older editions stand below one whose file is loaded; what is later than it is not known any more.
    """
    by_edition: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_edition[rank(claim.file.edition)].append(claim)
    settled = [_settle(of_edition, refused) for _, of_edition in sorted(by_edition.items())]
    found = [files for files in settled if files]
    while found and not any(claim.candidate for claim in found[-1]):
        found.pop()
    return found


def _settle(claims: Sequence[Claim], refused: list[Refusal]) -> list[Claim]:
    """Return the files of one edition that are taken together, the best first."""
    known = [replace(claim, given=False) for claim in claims if claim.published or not claim.given]
    given = [claim for claim in claims if claim.given]
    published = [claim for claim in known if claim.candidate]
    for rivals, others in ((given, claims), (published, known)):
        structures = {claim.file.structure for claim in rivals}
        if len(structures) == 1:
            return _once(claim for claim in others if claim.file.structure in structures)
        refused += _undecided(rivals)  # published ones: registers have made one sheet of two
    return _once(claim for claim in known if not claim.candidate)


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Return one claim for each file: that of the file itself before what the manifest says of it."""
    by_file: dict[str, Claim] = {}
    for claim in claims:
        if claim.file.sha256 not in by_file or claim.candidate:
            by_file[claim.file.sha256] = claim
    return sorted(by_file.values(), key=better)


def _latest(editions: Sequence[Sequence[Claim]], of_sheet: Sequence[Candidate]) -> Chosen:
    """Return the best file of the latest edition, with all that stands beside it."""
    used = next(claim for claim in editions[-1] if claim.candidate)
    older = [files[0] for files in editions[:-1]]
    copies = [claim for files in editions for claim in files if claim is not used and claim not in older]
    beside: list[tuple[Claim, Status]] = [(claim, "copy") for claim in copies]
    beside += [(claim, "older") for claim in older]
    status, replaces = _status(used, of_sheet)
    return Chosen(
        used.taken(),
        status,
        replaces,
        copies=tuple(claim.file for claim in copies),
        older=tuple(claim.file for claim in older),
        beside=tuple((claim.taken(), became) for claim, became in beside if claim.given),
    )


def _status(used: Claim, of_sheet: Sequence[Candidate]) -> tuple[Status, str | None]:
    """Return what the file does to the published one, and the file whose place it took."""
    candidate = used.taken()
    entry = candidate.task.entry
    if not used.given:
        return "kept", entry.replaces if entry else None
    if entry is not None:
        return ("same" if entry.sheet == candidate.loaded.sheet else "replaced"), entry.replaces
    before = [each.task.entry.sha256 for each in of_sheet if each.task.entry]
    return ("replaced", before[0]) if before else ("new", None)


def _undecided(claims: Sequence[Claim]) -> list[Refusal]:
    """Return a refusal for each of several files of one sheet, naming all."""
    candidates = [claim.taken() for claim in claims]
    files = "、".join(sorted(str(candidate.task.file) for candidate in candidates))
    return [
        Refusal(
            candidate.task.file,
            RefusedFile(
                "two-files-one-sheet",
                files=files,
                department=candidate.loaded.department,
                year=candidate.loaded.fiscal_year,
                edition=candidate.loaded.edition,
            ),
        )
        for candidate in candidates
    ]
