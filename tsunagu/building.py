"""A build as a person sees it at its end: a table and sentences."""

from pathlib import Path

from core.messages import say
from graph.dumps import left_out
from graph.release import held_but_published
from graph.result import BuildResult, SheetRow
from tsunagu.screen import complain, notice, results, table

_SHOWN = 5
_COLUMNS = ("file", "department", "fiscal-year", "objectives", "facts", "findings", "unread", "status")


def show_rows(result: BuildResult) -> None:
    """Print the summary: one row for each sheet of the release."""
    if result.rows:
        results().print(table([say(f"col-{name}") for name in _COLUMNS], map(_cells, result.rows)))


def _cells(row: SheetRow) -> tuple[object, ...]:
    counts = (row.objectives, row.facts, row.findings, row.unread)
    return Path(row.file).name, row.department, row.fiscal_year, *counts, say(f"status-{row.status}")


def tell(result: BuildResult) -> None:
    """Say why a sheet is its city's, what was not loaded, and which release answers now."""
    for row in result.rows:
        if row.recognised:
            notice(say("build-recognised", file=Path(row.file).name, reasons=" ".join(row.recognised)))
        if row.problem is not None:
            complain(row.problem)
    if result.skipped:
        names = _first([path.name for path in result.skipped])
        notice(say("build-skipped", count=len(result.skipped), files=names))
    _tell_held(result)
    _tell_unread(result)
    if result.refused:
        notice(say("build-refused", count=len(result.refused)))
    for refusal in result.refused:
        complain(refusal.error)
    if result.findings:
        notice(say("build-findings", count=len(result.findings)))
    if result.release is None:
        notice(say("build-none"))
        return
    if result.changed and (missing := left_out(result.release)):
        notice(say("build-left-out", files=missing))
    manifest = result.release.manifest
    key = "build-switched" if result.changed else "build-same"
    notice(say(key, release=manifest.id, sheets=len(manifest.sheets), facts=manifest.merged))


def _tell_held(result: BuildResult) -> None:
    rows = [row for row in result.rows if row.status == "held"]
    if rows:
        notice(say("build-held", count=len(rows), files=_first([Path(row.file).name for row in rows])))
    earlier = held_but_published(result.release) if result.release else []
    if earlier:
        notice(say("build-held-earlier", releases=_first([release.id for release in earlier])))


def _tell_unread(result: BuildResult) -> None:
    """Law 2: nothing is dropped silently, so the files with lines that nothing used are named."""
    rows = [row for row in result.rows if row.unread and row.status != "kept"]
    if rows:
        files = _first([f"{Path(row.file).name} ({row.unread})" for row in rows])
        notice(say("build-unread", count=sum(row.unread for row in rows), files=files))


def _first(names: list[str]) -> list[str]:
    """Return the first few names, and a sign where there are more."""
    return names[:_SHOWN] + ["…"] * (len(names) > _SHOWN)


def as_data(result: BuildResult) -> dict[str, object]:
    """Return what a program wants to know of a build."""
    return {
        "release": result.release.id if result.release else None,
        "changed": result.changed,
        "sheets": result.rows,
        "refused": [{"file": refusal.file, "error": refusal.error} for refusal in result.refused],
        "skipped": result.skipped,
        "findings": result.findings,
    }


def exit_status(result: BuildResult) -> int:
    """Return 0 when all was loaded, 1 when some files were not, 2 when none was."""
    if not result.refused:
        return 0
    return 1 if any(row.status != "kept" for row in result.rows) else 2
