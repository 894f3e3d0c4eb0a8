"""Tags in brackets: [新規], 【拡充】, 【重点】; a word in the middle of a sentence is no tag."""

import re
from collections.abc import Collection

from loaders.language.width import Folded

_OPEN = r"[\[【〔〈<{]"
_CLOSE = r"[\]】〕〉>}]"


def take_tags(text: str, words: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text without its tags, and the tags.

    A tag is a bracket that holds nothing but words of `words`, joined by ・ or 、. In round
    brackets it counts only at the end, since those are also used for remarks.

    >>> take_tags("周知（通年）[拡充]", ["新規", "拡充"])
    ('周知（通年）', ('拡充',))
    >>> take_tags("新規相談を[新規・拡充]", ["新規", "拡充"])
    ('新規相談を', ('新規', '拡充'))
    """
    one = "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
    many = rf"\s*({one}(?:[・、,/]{one})*)\s*"
    pattern = re.compile(rf"\s*{_OPEN}{many}{_CLOSE}\s*|\s*\({many}\)\s*$")
    tags: list[str] = []
    while found := pattern.search((folded := Folded.of(text)).text):
        tags.extend(re.split(r"[・、,/]", found[1] or found[2]))
        text = folded.without(found.start(), found.end())
    return text, tuple(tags)
