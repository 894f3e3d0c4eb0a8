"""The words around a name as they stand in the document, with the narrowest lines that hold them."""

import re
from bisect import bisect_right
from itertools import accumulate

from loaders.document import Document, Span
from loaders.entities.passage import Passage
from loaders.mention import Quote

_CLAUSE = re.compile("[^、,。]*[、,。]?")


def quote_of(passage: Passage, begin: int, end: int, document: Document, span: Span) -> Quote | None:
    """Return the sentence around printed positions `begin` to `end`, else less of it; None if nothing stands.

    A text that the form prints in pieces (over a page break, with its heading between) does not stand
    as a whole; then the clause does, or the name alone.
    """
    first, _ = passage.sentence_at(begin)
    _, last = passage.sentence_at(end - 1)
    sentence = passage.printed[first:last]
    clauses = [each.span() for each in _CLAUSE.finditer(sentence)]
    clause = next(((one, two) for one, two in clauses if one <= begin - first and end - first <= two), None)
    tries = [sentence.strip(), sentence[slice(*clause)].strip() if clause else "", passage.printed[begin:end]]
    for words in filter(None, tries):
        lines = lines_of(words, document, span)
        if lines:
            return Quote(words, lines)
    return None


def lines_of(words: str, document: Document, span: Span) -> Span | None:
    """Return the narrowest lines within `span` that hold the words, None where they do not stand there."""
    lines = [line.strip() for line in document.lines[span.first - 1 : span.last]]
    at = "".join(lines).find(words)
    if at < 0:
        return None
    ends = list(accumulate(map(len, lines)))
    first, last = bisect_right(ends, at), bisect_right(ends, at + len(words) - 1)
    return Span(span.first + first, span.first + last)
