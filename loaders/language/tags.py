"""Tags in brackets: [新規], 【拡充】, 【重点】; a word in the middle of a sentence is no tag."""

import re
from collections.abc import Collection, Iterator, Mapping

from loaders.language.width import Folded, fold

_BRACKETS = r"\[\]【】〔〕〈〉<>{}()"
_GROUP = re.compile(rf"[\[【〔〈<{{(]([^{_BRACKETS}]*+)[\]】〕〉>}})]")
_JOIN = re.compile(r"[・、,/]")
# What shares its bracket with a tag, （通年／拡充）, must look like a time: （新規／既存） are two
# kinds of people.
_TIME = re.compile(r"[年月期]|随時|毎")


def take_tags(text: str, words: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text without its tags, and the tags.

    A tag is a bracket that holds nothing but words of `words`, joined by ・ or 、. In round
    brackets it counts only at the end or before other brackets there, since those are also used for
    remarks; there it may stand beside a time: （通年／拡充）.

    >>> take_tags("周知（通年）[拡充]", ["新規", "拡充"])
    ('周知（通年）', ('拡充',))
    >>> take_tags("新規相談を[新規・拡充]", ["新規", "拡充"])
    ('新規相談を', ('新規', '拡充'))
    >>> take_tags("周知（新規）（通年）", ["新規", "拡充"])
    ('周知（通年）', ('新規',))
    """
    known = {fold(word): word for word in words}
    folded = Folded.of(text)
    tags: list[str] = []
    kept: list[str] = []
    position = 0
    for begin, end, found in _cuts(folded.text, known):
        kept.append(folded.cut(position, begin))
        tags += (known[word] for word in found)
        position = end
    return ("".join(kept) + folded.cut(position, len(folded.text)), tuple(tags)) if tags else (text, ())


def _cuts(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield what to cut out, from left to right, as (start, end, tags)."""
    groups = list(_GROUP.finditer(text))
    tail = _tail(text, groups)
    floor = 0
    for group in groups:
        is_round = (group[0][0] == "(", group[0][-1] == ")")
        if any(is_round) and not (all(is_round) and group.start() >= tail):
            continue
        found = [word.strip() for word in _JOIN.split(group[1])]
        if all(word in known for word in found):
            begin, floor = _with_spaces(text, group, floor)
            yield begin, floor, found
        elif all(is_round):
            yield from _beside_time(group, known)


def _tail(text: str, groups: list[re.Match[str]]) -> int:
    """Return from where on nothing but brackets and white space stands."""
    tail = len(text)
    for group in reversed(groups):
        if text[group.end() : tail].strip():
            break
        tail = group.start()
    return tail


def _with_spaces(text: str, group: re.Match[str], floor: int) -> tuple[int, int]:
    """Return the bracket with the white space around it, not before `floor`."""
    begin, end = group.span()
    while begin > floor and text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return begin, end


def _beside_time(group: re.Match[str], known: Mapping[str, str]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the tag of 「（通年／拡充）」 or 「（新規／7月）」 with its stroke."""
    first, stroke, second = group[1].partition("/")
    middle = group.start(1) + len(first)
    if stroke and second.strip() in known and _TIME.search(first):
        yield middle, group.end(1), [second.strip()]
    elif stroke and first.strip() in known and _TIME.search(second):
        yield group.start(1), middle + 1, [first.strip()]
