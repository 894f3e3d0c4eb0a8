"""Findings as one page of HTML that needs nothing beside it: counts first, then sheet by sheet, rule by rule.

Both languages stand in it and a switch shows one of them; without style sheets both can be read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from core.messages import LANGUAGES, Language, say
from shapes.report import SEVERITIES, Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule has to say about one file."""

    severity: Severity
    name: str
    findings: Sequence[Finding]

    def says_one_thing(self) -> bool:
        """Tell whether all its findings have the same words, which then stand at its head alone."""
        return len({each.message_ja for each in self.findings}) == 1


@dataclass(frozen=True, slots=True)
class File:
    """What was found in one file; the name is empty where it is not known."""

    name: str
    counts: dict[Severity, int]
    rules: Sequence[Rule]


def as_html(findings: Iterable[Finding], language: Language) -> str:
    """Return the page; `language` is the one that it shows first."""
    ordered = sorted(findings, key=lambda each: (each.file, *each.order()))
    found = [
        File(name, _counts(those), _rules(those))
        for name, those in ((name, list(group)) for name, group in groupby(ordered, _file))
    ]
    return _template().render(
        files=sorted(found, key=lambda each: [-each.counts[severity] for severity in SEVERITIES]),
        counts=_counts(ordered),
        severities=SEVERITIES,
        language=language,
        both=_both,
        say=say,
    )


def _file(finding: Finding) -> str:
    return finding.file


def _counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    return {each: sum(finding.severity == each for finding in findings) for each in SEVERITIES}


def _rules(findings: Sequence[Finding]) -> list[Rule]:
    """Group what is in the order of its gravity by rule: the gravest first, then those with most findings."""
    names: dict[tuple[Severity, str], list[Finding]] = {(each.severity, each.shape): [] for each in findings}
    for each in findings:
        names[each.severity, each.shape].append(each)
    rules = [Rule(severity, name, those) for (severity, name), those in names.items()]
    return sorted(rules, key=lambda rule: (SEVERITIES.index(rule.severity), -len(rule.findings), rule.name))


def _both(key: str, **values: object) -> Markup:
    """Return a sentence in both languages, each in an element of its own."""
    words = {language: say(key, language, **values) for language in LANGUAGES}
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(language, text) for language, text in words.items()
    )


@cache
def _template() -> Template:
    """Return the template; its style sheet is written into it."""
    folder = files("shapes.written")
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
