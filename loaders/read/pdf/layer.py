"""Is the text of a PDF what a reader of the print would see? Each test is a share that is measured."""

import re
from collections.abc import Sequence
from itertools import pairwise

from core.errors import RefusedFile
from loaders.read.pdf.page import Page

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")
_LATIN = re.compile("[\xa0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac\u2122]")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
_KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾟ]")
_KANJI = re.compile("[一-鿿]")

_MOST_UNREADABLE = 0.02
_MOST_LATIN = 0.2
_KANJI_WITHOUT_KANA = 200  # no Japanese text of so many kanji is without any kana
_LEAST_KANA = 0.005
_MOST_REPEATED = 0.5
_ENOUGH_TO_TELL = 20


def check(pages: Sequence[Page], texts: Sequence[str], name: str) -> None:
    """Raise `RefusedFile` with the reason where there is no text, or text that is not what is printed.

    `texts` are the lines of all pages, doubled characters already left out.
    """
    text = "".join(part for line in texts for part in line.split())
    if not text:
        pictures = any(page.images > 0 for page in pages)
        raise RefusedFile("pdf-scan" if pictures else "pdf-no-text", file=name)
    unreadable = len(_UNREADABLE.findall(text)) / len(text)
    latin = 0 if _JAPANESE.search(text) else len(_LATIN.findall(text)) / len(text)
    if unreadable > _MOST_UNREADABLE or latin > _MOST_LATIN:
        share = f"{max(unreadable, latin):.0%}"
        raise RefusedFile("pdf-unreadable-characters", file=name, share=share)
    if len(text) >= _ENOUGH_TO_TELL and (repeated := _repeated(text)) > _MOST_REPEATED:
        raise RefusedFile("pdf-repeated-characters", file=name, share=f"{repeated:.0%}")
    kanji, kana = len(_KANJI.findall(text)), len(_KANA.findall(text))
    if kanji >= _KANJI_WITHOUT_KANA and kana < kanji * _LEAST_KANA:
        raise RefusedFile("pdf-lost-kana", file=name, kanji=kanji, kana=kana)


def _repeated(text: str) -> float:
    """Return the share of letters that are the same as the one before them.

    It is near 0 in any text and 3/4 where every character is written four times. Digits and rules of
    dots or dashes repeat by nature.
    """
    letters = [char for char in text if char.isalpha()]
    same = sum(one == two for one, two in pairwise(letters))
    return same / max(len(letters) - 1, 1) if len(letters) >= _ENOUGH_TO_TELL else 0.0
