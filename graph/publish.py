"""From tasks to the release that answers; what `build` and `remove` share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import RefusedFile
from graph.choose import choose
from graph.cityparts import city_parts, refused_by_city
from graph.content import Content
from graph.files import Refusal
from graph.gather import Workshop, gather
from graph.held import check_parts, parted
from graph.home import Home
from graph.linking import with_links
from graph.manifest import SheetEntry
from graph.release import Release
from graph.result import BuildResult, Progress, Report, rows_of
from graph.tasks import Candidate, Task, as_published, city_of, kept_task
from graph.write import write_release


@dataclass(frozen=True, slots=True)
class Site:
    """A home in which a release is made, on the basis of another one; its lock is held."""

    folder: Home
    workshop: Workshop
    basis: Release | None
    report: Report

    def content(self, tasks: Sequence[Task], entries: Sequence[SheetEntry]) -> tuple[Content, list[Refusal]]:
        """Return what a release of these tasks and these published sheets holds, and what it refuses."""
        kept, gone = self._kept(tasks, entries)
        gathered = gather([*tasks, *kept], self.workshop, self.basis, self.report)
        content, undecided = self._chosen([*gathered.candidates, *gone])
        return content, [*gathered.refused, *undecided]

    def publish(self, content: Content, answering: Release | None, *, empty: bool = False) -> BuildResult:
        """Write a release if it would differ from the one that answers, and say what was done.

        A release without any sheet is made only where `empty` allows it.
        """
        same = answering is not None and content.same_as(answering.manifest)
        changed = (bool(content.sheets or content.held) or empty) and not same
        if changed:
            self.report(Progress("write", 0, 1))
            answering = write_release(self.folder, content, answering.id if answering else None)
            self.report(Progress("write", 1, 1))
        return BuildResult(
            release=answering,
            changed=changed,
            rows=(*rows_of(content.sheets), *rows_of(replace(each, status="held") for each in content.held)),
            refused=(),
            findings=tuple(placed.finding for placed in content.findings()),
        )

    def _kept(
        self, given: Sequence[Task], entries: Sequence[SheetEntry]
    ) -> tuple[list[Task], list[Candidate]]:
        """Return the other published sheets: to be loaded anew, or as they are where their city is gone."""
        shas = {task.job.sha256 for task in given}
        tasks: list[Task] = []
        gone: list[Candidate] = []
        for entry in entries:
            key = city_of(entry, self.workshop.cities)
            if entry.sha256 in shas:
                continue
            if key is not None:
                tasks.append(kept_task(entry, self.folder, key))
            elif self.basis is not None:
                problem = RefusedFile("city-gone", file=entry.file, city=entry.city)
                task = kept_task(entry, self.folder, entry.city)
                gone.append(as_published(task, self.basis, entry, problem))
        return tasks, gone

    def _chosen(self, candidates: Sequence[Candidate]) -> tuple[Content, list[Refusal]]:
        """Choose a file for each sheet, until none breaks a shape of its city."""
        left, refused = list(candidates), list[Refusal]()
        while True:
            self.report(Progress("check", 0, 1))
            every, undecided = choose(left)
            chosen, held = parted(every, self.workshop.cities, self.workshop.cache)
            parts = city_parts(chosen, self.workshop.cities, self.basis, self.workshop.cache)
            parts = with_links(parts, chosen, self.workshop.cities, self.workshop.cache)
            faulty = refused_by_city(parts, chosen)
            self.report(Progress("check", 1, 1))
            if not faulty:
                check_parts(parts, self.workshop.cities, self.workshop.cache)
                return Content(chosen, parts, held), [*refused, *undecided]
            refused += faulty
            files = {refusal.file for refusal in faulty}
            left = [each for each in left if not (each.task.given and each.task.file in files)]
