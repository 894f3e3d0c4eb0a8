"""Where a name ends whose legal form opens it: 株式会社本の森ネットワークと…, NPO法人ホタルの里をまもる会が….

The form says that a name follows, in words that no dictionary knows as one, with の, を or や in it.
"""

import re

from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.segments import is_noun
from loaders.entities.tables import suffixes, words

_HIRAGANA = re.compile("[ぁ-んー]+")
_KANA_NAME = re.compile("[ぁ-んー]{3,}(?=[一-鿿ァ-ヴA-Za-z])")
_SHORT_KANA = re.compile(
    r"(?P<kana>[ぁ-ん](?![ぁ-ん一-鿿])|[ぁ-んー]{2,6}(?=[一-鿿]))(?P<rest>[一-鿿]{0,2})"
    r"(?=[とがはをにへのやもで、。・,()\s]|及び|並びに|など|等|から|$)"
)
_GAP = re.compile(r"[ \t]{1,2}")
_SHORT = 3
_LONGEST_BODY = 10
_MOST_WORDS = 7
_ONE_WORD = 2
_PARTICLES = ("助詞", "助動詞", "補助記号", "接続詞", "空白", "記号")


def name_end(passage: Passage, position: int, open_name: bool) -> int:
    """Return where the name ends whose form ends at a folded position; the same position if none follows.

    With `open_name` no name stands before the form: any words may follow it.
    """
    gap = _GAP.match(passage.folded.text, position)
    start = gap.end() if gap else position
    every = passage.words
    first = next((index for index, word in enumerate(every) if word.begin >= start), len(every))
    if open_name and (torn := _kana_end(passage, every, start) or _short_kana_end(passage, start)):
        return torn
    last = _run_end(every, first, open_name)
    if last == first or _counts(every[first:last]) or _is_of_the_form(every, first, open_name):
        return position
    if open_name:
        last = _longer(every, first, last)
    while last - first > open_name and _is_over(every[last - 1]):
        last -= 1
    if last == first:
        return position
    return _second_body(passage, every, last)


def _counts(given: tuple[Word, ...]) -> bool:
    """Tell whether words count bodies of that form (NPO法人3団体)."""
    return len(given) > 1 and given[0].text.isdecimal() and given[1].text in words("edges", "counted")


def _is_of_the_form(every: tuple[Word, ...], first: int, open_name: bool) -> bool:
    """Tell whether the form itself goes on and names nobody (株式会社法, 社会福祉法人制度)."""
    return open_name and every[first].text in words("forms", "goes_on")


def _is_over(word: Word) -> bool:
    """Tell whether a name ends before this word: what a body has, makes or is at (株式会社…製)."""
    return word.text == "・" or word.text in words("edges", "members") or word.text in words("forms", "over")


def _short_kana_end(passage: Passage, start: int) -> int | None:
    """Return the end of a name of a few kana that the dictionary takes for grammar (わ; きた in きた会)."""
    found = _SHORT_KANA.match(passage.unmarked, start)
    if found is None:
        return None
    first = passage.split(found["kana"])[0]
    if len(found[0]) == 1:
        return found.end() if first.detail == "終助詞" else None
    closes = found["rest"] in words("forms", "closing")
    return found.end() if closes and first.pos not in _PARTICLES else None


def _kana_end(passage: Passage, every: tuple[Word, ...], start: int) -> int | None:
    """Return the end of a name that begins with a kana word which the dictionary tears (に|じいろ瑞江)."""
    text = passage.folded.text
    kana = _KANA_NAME.match(text, start)
    torn = next((word for word in every if word.begin == start), None)
    if kana is None or torn is None or torn.pos != "助詞":
        return None
    alone = passage.split(text[start : kana.end()])
    if any(word.pos not in ("名詞", "接尾辞", "形状詞") for word in alone):
        return None
    behind = next((index for index, word in enumerate(every) if word.begin >= kana.end()), len(every))
    return every[_run_end(every, behind, open_name=False) - 1].end


def _run_end(every: tuple[Word, ...], first: int, open_name: bool) -> int:
    """Return the index behind the words that follow without a particle, up to another body's form."""
    index = first
    while index < len(every) and every[index].text not in words("edges", "parting"):
        if every[index].text == "・" and _opens_with_a_form(every[index + 1 :]):
            break
        kana = open_name and _HIRAGANA.fullmatch(every[index].text) and every[index].pos not in _PARTICLES
        if not (kana or is_noun(every, index)):
            break
        index += 1
    return index


def _opens_with_a_form(given: tuple[Word, ...]) -> bool:
    text = "".join(word.text for word in given[:_MOST_WORDS])
    return text.startswith(("(", *words("forms", "forms")))


def _longer(every: tuple[Word, ...], first: int, last: int) -> int:
    """Return the end with a particle and what follows it, where the name goes on."""
    if _is_body(every[first:last]) or last == len(every):
        return last
    if every[last].text == "や" and (last + 1 == len(every) or every[last + 1].pos in _PARTICLES):
        return last + 1  # (株)みどりや: nothing to join follows
    for end in range(min(len(every), last + _MOST_WORDS), last + 1, -1):
        complete = end == len(every) or not is_noun(every, end)
        if complete and _goes_on(every[last:end], every[first:last]):
            return end
    return last


def _is_body(given: tuple[Word, ...]) -> bool:
    """Tell whether these words end as names of organisations end."""
    text = "".join(word.text for word in given)
    if text.endswith(tuple(words("forms", "ends"))):
        return True
    return any(text[at:] in suffixes() for at in range(max(0, len(text) - _LONGEST_BODY), len(text)))


def _goes_on(more: tuple[Word, ...], name: tuple[Word, ...]) -> bool:
    """Tell whether a particle and the words behind it belong to the name before them."""
    if more[1].text in words("forms", "owned") or not all(_inside(word) for word in more[1:]):
        return False
    closes = more[-1].text in words("forms", "closing")
    match more[0].text:
        case "の":
            return closes or (_is_short(name) and len(more) == _ONE_WORD and more[-1].nominal)
        case "を":
            return more[-1].text == "会" and more[-2].pos == "動詞"
        case "や":
            return _is_short(name) and all(word.nominal for word in more[1:]) and not _is_listed(more[1:])
    return False


def _is_short(name: tuple[Word, ...]) -> bool:
    text = "".join(word.text for word in name)
    return len(text) <= _SHORT or _HIRAGANA.fullmatch(text) is not None


def _is_listed(given: tuple[Word, ...]) -> bool:
    """Tell whether words behind や are another thing of a list, not the second half of a shop's name."""
    text = "".join(word.text for word in given)
    return _is_body(given) or text in words("groups", "heads") or "会社" in text or "法人" in text


def _inside(word: Word) -> bool:
    kana = word.pos in ("動詞", "形容詞") and _HIRAGANA.fullmatch(word.text) is not None
    return word.nominal or word.text in ("の", "を") or kana


def _second_body(passage: Passage, every: tuple[Word, ...], last: int) -> int:
    """Return the end of the name, with its own body after a space (学校法人若葉学園 若葉大学)."""
    end = every[last - 1].end
    gap = _GAP.match(passage.folded.text, end)
    start = next((index for index, word in enumerate(every) if gap and word.begin >= gap.end()), None)
    if start is None:
        return end
    stop = _run_end(every, start, open_name=False)
    return every[stop - 1].end if stop > start and _is_body(every[start:stop]) else end
