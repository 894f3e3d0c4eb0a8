"""A difference in words: a heading for each kind of change, and a line for each thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from core.messages import Language, listed, say
from graph.differences.compare import Change, Comparison


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one thing; `thing` is its IRI."""

    thing: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change: its heading, and every line."""

    rule: str
    kind: str
    heading: str
    lines: tuple[Line, ...]


def sections(comparison: Comparison, language: Language) -> list[Section]:
    """Return what changed, in a language; nothing where no change is worth a word."""
    return list(_sections(comparison, language))


def _sections(comparison: Comparison, language: Language) -> Iterator[Section]:
    for (rule, kind), found in groupby(comparison.changes, key=lambda each: (each.rule, each.kind)):
        lines = tuple(Line(each.thing, _line(each, language)) for each in found)
        heading = say("difference-heading", language, what=_what(rule, kind, language), count=len(lines))
        yield Section(rule, kind, heading, lines)


def _what(rule: str, kind: str, language: Language) -> str:
    return say(f"difference-{rule}-{kind}", language)


def _line(change: Change, language: Language) -> str:
    name = change.label.say(language) or change.thing
    where = change.where.say(language)
    text = say("difference-where", language, name=name, where=where) if where else name
    if change.kind not in ("changed", "moved"):
        values = change.new or change.old
        shown = [each for each in values if each != change.label.ja]
        return say("difference-value", language, text=text, value=listed(shown, language)) if shown else text
    old, new = (
        listed(each, language) or say("difference-none", language) for each in (change.old, change.new)
    )
    return say("difference-from-to", language, text=text, old=old, new=new)
