"""From Latin letters to hiragana, for names of cities: Yuino is ゆいの."""

import re

_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
}
_IRREGULAR = {
    "shi": "し",
    "chi": "ち",
    "tsu": "つ",
    "fu": "ふ",
    "ji": "じ",
    "ya": "や",
    "yu": "ゆ",
    "yo": "よ",
    "wa": "わ",
}
# Consonants before a small ゃ, ゅ or ょ, and the kana that they then are.
_PALATAL = {"sh": "し", "ch": "ち", "j": "じ", **{f"{row}y": _ROWS[row][1] for row in "kgnhbpmr"}}
_SYLLABLES = {
    **{row + vowel: kana for row, kanas in _ROWS.items() for vowel, kana in zip(_VOWELS, kanas, strict=True)},
    **_IRREGULAR,
    **{
        row + vowel: kana + small
        for row, kana in _PALATAL.items()
        for vowel, small in zip("auo", "ゃゅょ", strict=True)
    },
}
_SYLLABLE = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)) + r"|n|([kstpc])(?=\1|ch)")


def hiragana(latin: str) -> str | None:
    """Return a word in hiragana, None where its letters are not Hepburn's.

    Long vowels, which English spelling drops, are not restored.

    >>> hiragana("Yuino"), hiragana("Sapporo"), hiragana("Kanmuri"), hiragana("Vladivostok")
    ('ゆいの', 'さっぽろ', 'かんむり', None)
    """
    word = latin.lower()
    if _SYLLABLE.sub("", word) or not word:
        return None
    return _SYLLABLE.sub(lambda found: _SYLLABLES.get(found[0], "ん" if found[0] == "n" else "っ"), word)
