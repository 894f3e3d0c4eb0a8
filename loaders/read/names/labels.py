"""Labels of name fields (氏名, 部長名, 責任者), and those at which a field's value ends."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from loaders.language.width import key
from loaders.read.names.persons import persons
from loaders.read.names.words import BLANK, TITLE

LabelKind = Literal["name", "person", "other"]

_WHO = "責任者|作成者|記入者|記載者|担当者|代表者|管理者|所属長|部局長"
_NAME = rf"(?:(?:{_WHO}|役?職|{TITLE.pattern})・?)?氏名|(?:{_WHO}|{TITLE.pattern})名"
_PERSON = rf"(?:部局|総括|統括|作成|記入|担当)?(?:{_WHO})"
_OTHER = "部局名?|所属名?|補職名?|役?職名|役職|連絡先|電話(?:番号)?|内線|担当課|作成日|更新日|策定日|年度"
_OPEN = rf"(?:^|(?<=[{BLANK}(\[【<〈「■●○◯〇◇◆・※:|]))"
_CLOSE = re.compile(r"[)\]】>〉」]?[^\S\n]*[:|]?[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in folded text; `colon` tells that one follows, `apart` that anything parts its value."""

    kind: LabelKind
    word: str
    start: int
    end: int
    apart: bool
    colon: bool


def labels(text: str, names: Collection[str], others: Collection[str]) -> list[Label]:
    """Return the labels of folded text; `names` and `others` are those of the form, as keys."""
    found = (_label(text, match) for match in _pattern(frozenset(names), frozenset(others)).finditer(text))
    return [label for label in found if _stands(label, text)]


@cache
def _pattern(names: frozenset[str], others: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern; the form's own words go first, the longest before all."""

    def either(own: Collection[str], known: str) -> str:
        words = sorted(map(re.escape, own), key=lambda word: (-len(word), word))
        return "|".join(map(_spaced, [*words, known]))

    name, other = either(names, _NAME), either(others, _OTHER)
    title = rf"{_spaced(TITLE.pattern)}(?=[^\S\n]*:)"
    # Of 部局 名前部 the label is 部局, and not 部局名 with its letters apart.
    ends = r"(?=[)\]】>〉」:|]|[^\S\n]|$)"
    return re.compile(
        rf"{_OPEN}(?:(?P<name>{name})|{_spaced(_PERSON)}|(?P<other>{other}){ends}|{title})", re.MULTILINE
    )


def _spaced(pattern: str) -> str:
    """Allow blanks, and line ends, between the characters of the words of a pattern."""
    between = r"(?<=[^\W\d_])(?=[^\W\d_])|(?<=[^\W\d_])(?=・)|(?<=\))(?=[^\W\d_])"
    return re.sub(between, lambda _: f"[{BLANK}]*", pattern)


def _label(text: str, match: re.Match[str]) -> Label:
    close = _CLOSE.match(text, match.end())
    end = close.end() if close else match.end()
    kind: LabelKind = "other" if match["other"] else "name" if match["name"] else "person"
    apart = end > match.end() or end == len(text) or text[end] == "\n"
    return Label(kind, key(match[0]), match.start(), end, apart, ":" in text[match.end() : end])


def _stands(label: Label, text: str) -> bool:
    """Tell a label from the beginning of a sentence: 氏名を公表 has none."""
    if label.apart or label.kind != "name":
        return label.apart
    end = text.find("\n", label.end)
    value = text[label.end : end if end >= 0 else len(text)]
    spaced = re.search(rf"[{BLANK}]", text[label.start : label.end]) is not None
    return bool(persons(value)) and (spaced or re.match("[ぁ-ん]|会議", value) is None)


def is_name_label(word: str) -> bool:
    """Tell whether a cell's text, folded and without white space, is a label of a name."""
    return re.fullmatch(f"{_NAME}|{_PERSON}", word) is not None
