"""Names of officials are blacked out in the lines before anything else reads them.

Done here, once, nothing behind it can let a name through: no quote, page, dump, index or log
(decision 0005). Each character becomes ■, so that every position stays true.
"""

import re

from loaders.document import Document
from loaders.language.width import Folded

_TITLES = "部長|課長|局長|次長|室長|所長|館長|院長|理事|参事|主幹|市長|副市長|教育長|管理者|氏|さん"


def black_out(document: Document, name: str, title: str | None = None) -> Document:
    """Return the document with every occurrence of a person's name blacked out.

    The name is found in any width and spacing, also broken over two lines; the family name alone is
    blacked out where an official title follows it.
    """
    joined = "\n".join(document.lines)
    folded = Folded.of(joined)
    chars = list(joined)
    for found in _pattern(name, title).finditer(folded.text):
        for position in range(folded.starts[found.start()], folded.starts[found.end()]):
            if not chars[position].isspace():
                chars[position] = "■"
    return document.with_lines(tuple("".join(chars).split("\n")))


def _pattern(name: str, title: str | None) -> re.Pattern[str]:
    parts = Folded.of(name).text.split()
    anywhere = r"\s*".join(map(re.escape, "".join(parts)))
    if len(parts) < 2 or len(parts[0]) < 2:
        return re.compile(anywhere)
    family = r"\s*".join(map(re.escape, parts[0]))
    titles = "|".join(filter(None, [re.escape(title) if title else "", _TITLES]))
    return re.compile(rf"{anywhere}|{family}(?=\s*(?:{titles}))")
