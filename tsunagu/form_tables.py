"""What forms find in a file, as tables for people and as data for programs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from core.messages import listed, say, user_language
from loaders.forms.parse import ENOUGH_SIGNS
from loaders.forms.profile import profiles
from loaders.notes import sentence
from loaders.sheet import LineUse, ManagementSheet
from tsunagu.form_trial import FoundTable, Trial
from tsunagu.screen import results, show, table


def show_trial(trial: Trial) -> None:
    """Print who claims the file, what is found, what is not, and what the reader noted."""
    labels = {name: profile.label[user_language()] for name, profile in profiles().items()}
    _print(
        "claims",
        ("form", "label", "verdict", "count", "signs"),
        [
            (
                each.form,
                labels[each.form],
                say(f"verdict-{each.verdict}"),
                len(each.signs),
                listed(each.signs),
            )
            for each in trial.claims
        ],
    )
    fields = [
        (say(f"read-label-{name.replace('_', '-')}"), found.text, found.spot.in_words())
        for name, found in trial.fields.items()
    ]
    _print("fields", ("field", "text", "place"), fields)
    _print("tables", ("table", "headings", "records", "place"), map(_table, trial.tables))
    if trial.sheet is None:
        return
    _print(
        "counts", ("kind", "count"), ((say(f"kind-{kind}"), n) for kind, n in _counts(trial.sheet).items())
    )
    _print("unread", ("place", "text"), ((each.spot.in_words(), each.text) for each in trial.unread))
    notes = [
        (
            say(f"severity-{note.severity}"),
            sentence(note),
            trial.spot(note.span).in_words() if note.span else "",
        )
        for note in trial.sheet.notes
    ]
    _print("notes", ("severity", "text", "place"), notes)
    show(say("read-lines", total=len(trial.sheet.lines), **_uses(trial.sheet)))


def as_data(trial: Trial) -> dict[str, object]:
    """Return the same for programs."""
    sheet = trial.sheet
    return {
        "file": trial.document.file,
        "encoding": trial.document.encoding,
        "enough_signs": ENOUGH_SIGNS,
        "claims": trial.claims,
        "fiscal_year": sheet and sheet.fiscal_year,
        "fields": trial.fields,
        "tables": trial.tables,
        "counts": _counts(sheet) if sheet else {},
        "lines": _uses(sheet) if sheet else {},
        "unread": trial.unread,
        "notes": [
            {
                "severity": note.severity,
                "key": note.key,
                "message": {"ja": sentence(note, "ja"), "en": sentence(note, "en")},
                "spot": trial.spot(note.span) if note.span else None,
            }
            for note in (sheet.notes if sheet else ())
        ],
        "refused": trial.refused,
    }


def _print(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print one table under its heading; nothing where it has no rows."""
    filled = list(rows)
    if filled:
        results().print(table([say(f"col-{column}") for column in columns], filled, say(f"forms-{name}")))


def _table(found: FoundTable) -> Sequence[object]:
    missing = say("forms-missing")
    headings = "\n".join(
        say("forms-heading", role=role, printed=printed or missing)
        for role, printed in found.headings.items()
    )
    return found.name, headings, found.records, found.spot.in_words()


def _counts(sheet: ManagementSheet) -> dict[str, int]:
    """Return how many of each kind were read; kinds that do not occur are left out."""
    rows = sheet.objectives
    statements = (*sheet.missions, *sheet.directions, *sheet.summaries)
    items = (*statements, *(item for row in rows for item in row.items))
    counts: Counter[str] = Counter([*(row.section for row in rows), *(item.kind for item in items)])
    counts += Counter(
        measure=sum(len(row.measures) for row in rows),
        policy=sum(len(row.policies) for row in rows),
        rating=sum(row.rating is not None for row in rows),
        figure=sum(len(row.figures) for row in rows),
    )
    return dict(counts)


def _uses(sheet: ManagementSheet) -> dict[str, int]:
    return {use: sheet.lines.count(use) for use in get_args(LineUse)}
