"""Persons whom no field names: a family name or a full name right beside an official title.

Only forms that are sure (folded text; S is a common family name, G a given name):

    環境部長 SG、課長のSG、部長（SG）、代表：SG     a full name behind a title
    SG 課長、SG環境部長                            a full name before one
    S課長、S 部長                                  a family name before a rank of offices
    課長のSが、（課長：S）                          a family name behind one, where nothing goes on

A name of any family is known by its given name where blanks part both: 部長　架空　太郎.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from loaders.read.names.words import BLANK, HIRAGANA, KANJI, KATAKANA, TITLE_WORD

_NAMES = tomllib.loads(files("loaders.read.names").joinpath("families.toml").read_text(encoding="utf-8"))
_FAMILIES = frozenset(_NAMES["families"].split())
_PLACES = frozenset(_NAMES["places"].split())

_BEGINS = rf"(?<![{KANJI}{KATAKANA}])"
_ENDS = rf"(?![{KANJI}{KATAKANA}])"
_WRAP = r"(?:[^\S\n]*\n[^\S\n]*)?"  # a line may end inside a name
_BLANKS = rf"[{BLANK}]{{1,4}}"


def _either(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_WRAP.join(word) for word in longest)})"


# What a place, an office or a thing ends with, and no given name: 山口県, 中野地区, 山田小学校.
_THING = "県市町村区郡府駅部局課室係長所館院園校社会署庁店街線橋坂場団組株案議業祭産駐訪地島沿氏様殿路紬神"
_GIVEN = rf"(?![{KANJI}]{{0,2}}[{_THING}])(?:[{KANJI}]{_WRAP}){{0,2}}[{KANJI}]"
_KANA = rf"(?:[{HIRAGANA}]{{2,4}}(?![{HIRAGANA}])|[{KATAKANA}]{{2,5}})"
_FAMILY = _either(_FAMILIES)
_KNOWN = rf"{_FAMILY}(?:{_WRAP}[^\S\n]{{0,3}}{_GIVEN}|[^\S\n]{{1,3}}{_KANA}){_ENDS}"
# Given names that tell a name of any family; 冊子 and 工夫 are things.
_WORDS = (
    "[親男女母父王皇様調電冊椅原分骨要因利格粒量種弟養団菓障扇帽拍硝]子|新郎|[工丈]夫|[知恩]恵|[賛優]美|英雄"
)
_SURE = rf"(?!{_WORDS})[{KANJI}]{{1,2}}[郎子彦夫雄美恵]"
_PARTED = rf"[{KANJI}]{{1,3}}[^\S\n]{{1,3}}{_SURE}{_ENDS}"

_TO = rf"(?:の|[{BLANK}]*[:(・][{BLANK}]*|{_BLANKS})"
_TITLE = re.compile(rf"{TITLE_WORD}|(?<=[部局課室所])長|会長|理事長|委員長|代表")
_BEHIND = re.compile(rf"{_TO}({_KNOWN}|{_PARTED})")
_ALONE = rf"の({_either(_FAMILIES - _PLACES)})(?=[がは])|[:(]({_either(_FAMILIES)})(?=[)、,。])"
_BEHIND_ALONE = re.compile(_ALONE)
_BEFORE = re.compile(
    rf"{_BEGINS}(?:({_KNOWN}|{_PARTED}){_BLANKS}[{KANJI}]{{0,6}}|({_FAMILY}{_WRAP}{_SURE})[{KANJI}]{{0,4}})\Z"
)
_FAMILY_BEFORE = re.compile(rf"{_BEGINS}({_FAMILY})[^\S\n]{{0,2}}\Z")
# Titles of whole cities and of facilities stand behind names of places: 池田市長, 中野館長.
_RANK = re.compile(r"(?:[部局課係室]長|次長|技監|理事|参事|参与|主幹|主査|主事)(?![級会職名])")
_REACH = 20
"""So many characters before a title a name may begin."""


@dataclass(frozen=True, slots=True)
class Titled:
    """Where a name stands in folded text; `full` tells that it is more than a family name."""

    begin: int
    end: int
    full: bool


def titled(text: str) -> list[Titled]:
    """Return the persons beside titles in folded text.

    >>> [text[each.begin : each.end] for text in ["課長の佐藤花子が"] for each in titled(text)]
    ['佐藤花子']
    >>> titled("関係課長会議、池田市長、本部長")
    []
    """
    return [found for title in _TITLE.finditer(text) for found in _around(text, title)]


def _around(text: str, title: re.Match[str]) -> Iterator[Titled]:
    reach = max(0, title.start() - _REACH)
    places = (
        (_BEHIND.match(text, title.end()), True),
        (_BEHIND_ALONE.match(text, title.end()), False),
        (_BEFORE.search(text, reach, title.start()), True),
        (
            _FAMILY_BEFORE.search(text, reach, title.start()) if _RANK.match(text, title.start()) else None,
            False,
        ),
    )
    for found, full in places:
        if found and found.lastindex:
            yield Titled(*found.span(found.lastindex), full)
