"""Questions and answers of the command: a text, a file or a saved query, and who answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from api.rows import Row, rows_of, text, truth
from api.saved import SavedQuery, parse, saved_queries
from api.sparql.once import run_query
from api.sparql.question import Answer
from core.errors import UsageError
from core.messages import say
from core.settings import Settings
from tsunagu.published import current_release
from tsunagu.screen import notice, results, show, show_json, table

Format = Literal["table", "csv", "tsv", "json", "xml", "ttl", "nt"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the columns that people are shown (all variables where none are named)."""

    text: str
    columns: Mapping[str, str] = field(default_factory=dict)


def from_text(query: str, values: Mapping[str, str]) -> Asked:
    """Return a query as it was typed; it has no parameters."""
    if values:
        raise UsageError("query-param-unknown", names=list(values))
    return Asked(query)


def from_file(file: Path, values: Mapping[str, str]) -> Asked:
    """Return the query of a file; one that begins like a saved query takes parameters like one."""
    try:
        source = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("query-file-unreadable", file=file, reason=error) from error
    if not source.lstrip().startswith("#+"):
        return from_text(source, values)
    try:
        return _bound(parse(file.stem, source), values)
    except ValueError as error:
        raise UsageError("query-head-wrong", file=file, reason=error) from error


def from_saved(name: str, values: Mapping[str, str]) -> Asked:
    """Return a saved query with its parameters filled."""
    known = saved_queries()
    if name not in known:
        raise UsageError("query-unknown", name=name, known=list(known))
    return _bound(known[name], values)


def _bound(query: SavedQuery, values: Mapping[str, str]) -> Asked:
    return Asked(query.bind(values), {name: words.say() for name, words in query.columns.items()})


def show_saved(as_json: bool) -> None:
    """List the saved queries, for people or for programs."""
    queries = saved_queries().values()
    if as_json:
        show_json([query.model_dump() for query in queries])
        return
    rows = [(query.name, query.title.say(), _parameters(query)) for query in queries]
    results().print(table([say(f"col-{name}") for name in ("name", "title", "parameters")], rows))


def _parameters(query: SavedQuery) -> str:
    """Return `year（年度）=2024, policy（政策の番号）`: what `--param` takes, and its default."""
    return "\n".join(
        say("query-parameter", name=name, label=parameter.label.say())
        + (f"={parameter.default}" if parameter.default else "")
        for name, parameter in query.parameters.items()
    )


def ask(asked: Asked, form: Format, settings: Settings) -> None:
    """Put a query to the current release, or to the server of the settings, and print its answer."""
    answer = _answer(asked.text, "json" if form == "table" else form, settings)
    if form != "table":
        show(answer.body)
        return
    if answer.format != "json":  # triples, which are no table
        raise UsageError("query-format-table")
    _show_table(answer, asked.columns)


def _answer(query: str, format_name: str, settings: Settings) -> Answer:
    if settings.endpoint:
        from tsunagu.elsewhere import ask_there

        return ask_there(query, format_name, settings)
    return run_query(current_release(settings.home), query, format_name, settings)


def _show_table(answer: Answer, columns: Mapping[str, str]) -> None:
    said = truth(answer)
    if said is not None:
        show(str(said).lower())
        return
    found = rows_of(answer)
    shown = columns or dict(zip(found.variables, found.variables, strict=True))
    rows = [[_cell(row, name, bool(columns)) for name in shown] for row in found.rows]
    results().print(table(list(shown.values()), rows))
    notice(say("query-rows", rows=len(rows)))


def _cell(row: Row, name: str, labelled: bool) -> str:
    """Return what a cell shows; a saved query gives a thing's label beside its IRI (`goalLabel`)."""
    return (text(row, f"{name}Label") if labelled else "") or text(row, name)
