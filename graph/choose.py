"""Which file of a sheet the release takes.

A sheet is known by its IRI: city, fiscal year, department. The file given now takes the place of
the published one. Between two files given in one build nobody has decided, so neither is taken.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.errors import RefusedFile
from graph.files import Refusal
from graph.tasks import Candidate

Status = Literal["new", "same", "replaced", "kept"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sheet of the new release. `replaces` is the sha-256 of the file it took the place of."""

    candidate: Candidate
    status: Status
    replaces: str | None

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
    for _, claims in sorted(rivals.items()):
        given, kept = _given(claims), _published(claims)
        if len(given) > 1:
            refused += _undecided(given)
            given = []
        if given:
            chosen.append(_chosen(given[0], kept))
        elif len(kept) > 1:  # registers have made one sheet of two
            refused += _undecided(kept)
        elif kept:
            chosen.append(Chosen(kept[0], "kept", _replaces(kept[0])))
    return chosen, refused


def _given(claims: list[Candidate]) -> list[Candidate]:
    return [claim for claim in claims if claim.task.given]


def _published(claims: list[Candidate]) -> list[Candidate]:
    return [claim for claim in claims if claim.task.entry]


def _chosen(given: Candidate, published: list[Candidate]) -> Chosen:
    """Return a file that was given now, with what it does to the published one."""
    entry = given.task.entry
    older = next((each.task.job.sha256 for each in published if each is not given), None)
    if older:
        return Chosen(given, "replaced", older)
    if entry is None:
        return Chosen(given, "new", None)
    return Chosen(given, "same" if entry.sheet == given.loaded.sheet else "replaced", entry.replaces)


def _replaces(candidate: Candidate) -> str | None:
    return candidate.task.entry.replaces if candidate.task.entry else None


def _undecided(claims: list[Candidate]) -> list[Refusal]:
    """Return a refusal for each of several files of one sheet, naming all."""
    files = "、".join(sorted(str(claim.task.file) for claim in claims))
    return [
        Refusal(
            claim.task.file,
            RefusedFile(
                "two-files-one-sheet",
                files=files,
                department=claim.loaded.department,
                year=claim.loaded.fiscal_year,
            ),
        )
        for claim in claims
    ]
