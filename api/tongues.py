"""Japanese words in a text of another language are marked, so that they are read aloud as Japanese."""

import re

from markupsafe import Markup, escape

from core.messages import Language

_LETTER = "々〆ぁ-ゟ゠-ヿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ"
_BETWEEN = "0-9０-９、。・：（）「」『』／～〜"
_RUN = re.compile(f"[{_LETTER}](?:[{_LETTER}{_BETWEEN}]*[{_LETTER}）」』])?")


def is_japanese(text: str) -> bool:
    """Tell whether there is Japanese in a text.

    >>> is_japanese("3,495人"), is_japanese("2024")
    (True, False)
    """
    return _RUN.search(text) is not None


def marked(text: str, language: Language) -> Markup:
    """Return a text for a page in a language, with every stretch of Japanese in another one marked.

    >>> print(marked("Missed: 修理カフェ（人） 3 & more", "en"))
    Missed: <span lang="ja">修理カフェ（人）</span> 3 &amp; more
    """
    if language == "ja":
        return escape(text)
    made, end = [], 0
    for run in _RUN.finditer(text):
        made += [escape(text[end : run.start()]), Markup('<span lang="ja">{}</span>').format(run[0])]
        end = run.end()
    return Markup().join([*made, escape(text[end:])])
