"""From what a text names to mentions: with role, cue, facility, and the words that say so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.document import Document
from loaders.entities.candidate import Candidate
from loaders.entities.finder import Looked
from loaders.entities.quotes import quote_of
from loaders.entities.roles import role_of, site_of
from loaders.mention import Mention


def mentions_of(looked: Looked, names: Sequence[Candidate], document: Document) -> tuple[Mention, ...]:
    """Return the mentions of one text, each once; a partner whose relation has ended is none."""
    once: dict[tuple[object, ...], Mention] = {}
    for each in _mentions(looked, names, document):
        once.setdefault((each.kind, each.name, each.surface, each.quote, each.role), each)
    return tuple(once.values())


def _mentions(looked: Looked, names: Sequence[Candidate], document: Document) -> Iterator[Mention]:
    passage = looked.passage
    places = sorted({(each.begin, each.end) for each in names})
    sites = {(each.begin, each.end): each.name for each in names if each.kind == "site"}
    for name in names:
        role = role_of(passage, name.begin, name.end, places)
        quote = quote_of(passage, name.begin, name.end, document, looked.span)
        if quote is None or name.kind is None or (name.kind == "partner" and not (role or name.role)):
            continue
        surface = passage.printed[name.begin : name.end]
        place = (name.begin, name.end)
        made = Mention(name.kind, name.name, surface, quote, *place, name.status, name.method, name.key)
        site = site_of(passage, name.begin, list(sites)) if name.kind == "partner" else None
        yield replace(
            made,
            role=name.role or (role.role if role else None),
            cue=role.cue if role else "",
            site=sites[site] if site else None,
        )
