"""The vocabulary as Markdown, for people who read the project: `python -m api.handbook docs` writes it.

One page for each language: `vocabulary.md` is Japanese, `vocabulary.en.md` English.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import URIRef

from api.labels import shorten
from api.vocabulary import rules_of
from core.messages import LANGUAGES, Language, say
from ontology.changes import changes
from ontology.described import KINDS, Term, Words, label_of, rule_of_change, terms
from shapes.terms import Constraint

PAGES: dict[Language, str] = {"ja": "vocabulary.md", "en": "vocabulary.en.md"}


def page(language: Language) -> str:
    """Return the page in one language."""
    return "\n".join(_lines(language)) + "\n"


def write(folder: Path) -> None:
    """Write both pages."""
    for language in LANGUAGES:
        (folder / PAGES[language]).write_text(page(language), encoding="utf-8")


def _lines(language: Language) -> Iterator[str]:
    yield f"# {say('vocabulary-title', language)}"
    yield ""
    other = next(each for each in LANGUAGES if each != language)
    yield f"[{say('vocabulary-other-language', language)}]({PAGES[other]})"
    yield ""
    told = ("vocabulary-lead", "vocabulary-examples", "vocabulary-handbook")
    yield " ".join(say(key, language) for key in told)
    for kind in KINDS:
        yield from ("", f"## {say(f'vocabulary-{kind}', language)}")
        for term in terms():
            if term.kind == kind:
                yield from _term(term, language)
    yield from _changes(language)


def _term(term: Term, language: Language) -> Iterator[str]:
    marked = f" ({say('vocabulary-deprecated', language)})" if term.deprecated else ""
    yield from ("", f"### {_said(term.label, language)} `tng:{term.name}`{marked}", "")
    yield f"{_said(term.definition, language)} {_said(term.note, language)}".rstrip()
    yield ""
    for key, values in _facts(term):
        if values:
            yield f"- {say(f'vocabulary-{key}', language)}: {_named(values, language)}"
    if term.notation:
        yield f"- {say('vocabulary-notation', language)}: {term.notation}"
    near = [shorten(str(each.iri)) for each in term.matches]
    if near:
        yield f"- {say('vocabulary-near', language)}: {_code(near)}"
    for example in term.examples:
        yield f"- {say('vocabulary-example', language)}: `{example}`"
    yield from _rules(rules_of(term), language)


def _facts(term: Term) -> Iterator[tuple[str, tuple[URIRef, ...]]]:
    yield "replaced", term.replaced_by
    yield "above", term.above
    yield "domain", term.domain
    yield "range", term.range
    yield "source", term.sources


def _rules(rules: tuple[Constraint, ...], language: Language) -> Iterator[str]:
    if rules:
        yield f"- {say('vocabulary-rules', language, count=len(rules))}"
    for rule in rules:
        severity = say(f"quality-severity-{rule.severity}", language)
        yield f"  - {severity}: {rule.en if language == 'en' else rule.ja} (`{rule.name}`)"


def _changes(language: Language) -> Iterator[str]:
    yield from ("", f"## {say('vocabulary-changes', language)}", "", _said(rule_of_change(), language), "")
    heads = [say(f"vocabulary-{key}", language) for key in ("version", "what", "touched")]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|"
    for each in changes():
        counts = {key: len(getattr(each, key)) for key in ("added", "redefined", "deprecated")}
        told = say("vocabulary-counts", language, **counts)
        yield f"| {each.number} | {_said(each.said, language)} | {told} |"


def _named(iris: Iterable[URIRef], language: Language) -> str:
    """Return terms by name and short form; those of other vocabularies by short form."""
    return say("source-between", language).join(
        f"{_said(label_of(iri), language)} `{shorten(str(iri))}`".strip() for iri in iris
    )


def _code(names: Iterable[str]) -> str:
    return " ".join(f"`{each}`" for each in names)


def _said(words: Words, language: Language) -> str:
    return words.en if language == "en" else words.ja


if __name__ == "__main__":
    write(Path(sys.argv[1]))
