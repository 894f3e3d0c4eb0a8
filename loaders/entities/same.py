"""Which names of a document are one program: みどり星塾事業 and 星塾, 助成金（星基金）.

Only what the document itself says is put together. Names that merely look alike are proposals
(`loaders.entities.variants`), for people to decide.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loaders.entities.candidate import Candidate
from loaders.entities.passage import Passage
from loaders.entities.tables import table

SHORT_FORM = "short-form"
_CLASS_NOUN = re.compile("(?:制度|事業)$")
_ALIAS = re.compile(r"^\((?P<alias>[^()、。0-9]{2,12})\)")
Found = tuple[Passage, tuple[Candidate, ...]]


def settled(found: Sequence[Found]) -> list[Found]:
    """Return what was found in a document, with one name for each program."""
    repeated = _repeated(found)
    longer = [(passage, _with_attributes(passage, each, repeated)) for passage, each in found]
    names = _program_names(longer)
    aliases = _aliases(longer)
    called = {name: _called(name, names, aliases) for name in names}
    return [(passage, tuple(_renamed(one, called) for one in each)) for passage, each in longer]


def _renamed(candidate: Candidate, called: dict[str, str]) -> Candidate:
    name = called.get(candidate.name, candidate.name)
    if candidate.kind != "program" or candidate.key is not None or name == candidate.name:
        return candidate
    return replace(candidate, name=name, method=SHORT_FORM)


def _called(name: str, names: frozenset[str], aliases: dict[str, str]) -> str:
    """Return what a program is called: its full name, without a class noun that says nothing more."""
    whole = aliases.get(name, name)
    bare = {each: _bare(each, names) for each in (*names, whole)}
    full = {other for other in bare.values() if other.endswith(bare[whole]) and other != bare[whole]}
    return full.pop() if len(full) == 1 else bare[whole]


def _bare(name: str, names: frozenset[str]) -> str:
    """Return a name without 制度 or 事業 behind it where the rest is a name too (…助成金制度)."""
    bare = _CLASS_NOUN.sub("", name)
    return bare if bare in names or (bare != name and bare.endswith(_endings())) else name


@cache
def _endings() -> tuple[str, ...]:
    rules = table("programs")
    return tuple(word for word in (*rules["sure"], *rules["plain"]) if not _CLASS_NOUN.search(word))


def _program_names(found: Sequence[Found]) -> frozenset[str]:
    return frozenset(one.name for _, each in found for one in each if one.kind == "program")


def _aliases(found: Sequence[Found]) -> dict[str, str]:
    """Return the other names that stand in brackets right behind a program's name."""
    aliases: dict[str, str] = {}
    for passage, each in found:
        for one in each:
            behind = passage.folded.text[passage.folded_at(one.end) :]
            alias = _ALIAS.match(behind)
            if one.kind == "program" and alias and alias["alias"].endswith(_endings()):
                aliases.setdefault(alias["alias"], one.name)
    return aliases


def _repeated(found: Sequence[Found]) -> dict[str, str]:
    """Return the attributes that a name has twice or more (若者の in 若者の自立事業): a part of it."""
    counted: Counter[tuple[str, str]] = Counter()
    for passage, each in found:
        before = {(one.name, _attribute(passage, one)) for one in each if one.kind == "program"}
        counted.update((name, words) for name, words in before if words)
    return {name: words for (name, words), count in sorted(counted.items()) if count > 1}


def _attribute(passage: Passage, one: Candidate) -> str:
    """Return the nouns with の right before a name, "" where there are none."""
    begin = passage.folded_at(one.begin)
    if not passage.folded.text.endswith("の", 0, begin):
        return ""
    run = next((run for run in passage.runs if run[-1].end == begin - 1), ())
    return "".join(word.text for word in run) + "の" if run else ""


def _with_attributes(
    passage: Passage, each: tuple[Candidate, ...], repeated: dict[str, str]
) -> tuple[Candidate, ...]:
    return tuple(_with_attribute(passage, one, repeated.get(one.name, "")) for one in each)


def _with_attribute(passage: Passage, one: Candidate, words: str) -> Candidate:
    if not words or _attribute(passage, one) != words:
        return one
    begin, _ = passage.place(passage.folded_at(one.begin) - len(words), passage.folded_at(one.end))
    return replace(one, begin=begin, name=words + one.name)
