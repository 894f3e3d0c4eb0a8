"""From what a text names to mentions: with role, cue, facility, and the words that say so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.document import Document
from loaders.entities.candidate import Candidate
from loaders.entities.finder import Looked
from loaders.entities.quotes import quote_of
from loaders.entities.roles import FALLBACK, RUNS_A_SITE, Found, role_of, site_of
from loaders.mention import Mention, MentionKind

# What can stand in one list with a partner. In 「Xと検討会議を開催」 the programme is none of the bodies.
_BODIES: tuple[MentionKind, ...] = ("partner", "group", "department", "site")


def mentions_of(looked: Looked, names: Sequence[Candidate], document: Document) -> tuple[Mention, ...]:
    """Return the mentions of one text, each once; a partner whose relation has ended is none."""
    once: dict[tuple[object, ...], Mention] = {}
    for each in _mentions(looked, names, document):
        once.setdefault((each.kind, each.name, each.surface, each.quote, each.role), each)
    return tuple(once.values())


def _mentions(looked: Looked, names: Sequence[Candidate], document: Document) -> Iterator[Mention]:
    passage = looked.passage
    bodies = sorted({(each.begin, each.end) for each in names if each.kind in _BODIES})
    sites = {(each.begin, each.end): each.name for each in names if each.kind == "site"}
    for name in names:
        role = _role(name, role_of(passage, name.begin, name.end, bodies))
        quote = quote_of(passage, name.begin, name.end, document, looked.span)
        if quote is None or name.kind is None or (name.kind == "partner" and not role):
            continue
        surface = passage.printed[name.begin : name.end]
        place = (name.begin, name.end)
        made = Mention(name.kind, name.name, surface, quote, *place, name.status, name.method, name.key)
        runs = name.kind == "partner" and role is not None and role.role in RUNS_A_SITE
        site = site_of(passage, name.begin, list(sites)) if runs else None
        yield replace(
            made,
            role=role.role if role else None,
            cue=role.cue if role else "",
            site=sites[site] if site else None,
        )


def _role(name: Candidate, told: Found | None) -> Found | None:
    """Return the role that a person decided where the text tells none; what it tells holds there.

    A relation that the text ends stays ended whatever was decided of the name.
    """
    return Found(name.role, "") if name.role and told and told.role == FALLBACK else told
