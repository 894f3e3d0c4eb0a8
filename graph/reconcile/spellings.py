"""One name in many spellings, and what is left of it when they are put aside.

    ㈱　本の森              →  core 本の森, form 株式会社
    結野市社会福祉協議会    →  core 社会福祉協議会, city 992011

Two names with one core may still be two bodies: form and city say so (`scoring`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from graph.search.folding import bare, folded

_KANA = "ぁ-ゖー"
_LONG = re.compile(f"(?<=[{_KANA}])-")
_ORDINAL = re.compile("第([一二三四五六七八九十]+)")
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_ASIDE = re.compile(r"[(\[〔【《〈]([^()\[\]〔〕【】《》〈〉]+)[)\]〕】》〉]$")
_PREFECTURE = "(?:東京都|北海道|(?:京都|大阪)府|[一-龥]{2,3}県)?"
_NOT_AFTER = "[・と市町村区長]"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is compared. `form` is its legal form, `city` the code of the city before it; or "".

    `cut` says that words in brackets behind the name were put aside.
    """

    core: str
    form: str
    city: str
    cut: bool = False


def spellings(name: str, cities: Mapping[str, str]) -> tuple[Spelling, ...]:
    """Return how a name is compared, then how without the words in brackets behind it.

    `cities` gives the code of each city by its name.

    >>> spellings("ＮＰＯ法人　ホタルの里", {})
    (Spelling(core='ほたるの里', form='特定非営利活動法人', city='', cut=False),)
    >>> [each.core for each in spellings("結野市読書会（本の虫）", {"結野市": "992011"})]
    ['読書会本の虫', '読書会']
    """
    plain = plain_text(name)
    whole = _spelling(plain, cities)
    shorter = _ASIDE.sub("", _without_form(plain)[0])
    found = [whole]
    if bare(shorter) and bare(shorter) != bare(_without_form(plain)[0]):
        cut = _spelling(shorter, cities)
        found.append(Spelling(cut.core, whole.form, cut.city, cut=True))
    return tuple(each for each in found if each.core)


@lru_cache(maxsize=16_384)
def plain_text(text: str) -> str:
    """Return a text with widths, kana, letters and ways to write characters folded, without white space.

    >>> plain_text("第三次　センタ-"), plain_text("髙﨑ヶ丘")
    ('第3次せんたー', '高崎け丘')
    """
    small = "".join(folded(text).text.split()).translate(_characters())
    return _ORDINAL.sub(lambda found: f"第{_number(found[1])}", _LONG.sub("ー", small))


def akin(one: str, other: str) -> bool:
    """Tell whether one body may have had both legal forms, before and after a reform."""
    return any(one in group and other in group for group in _table()["akin"])


def _spelling(plain: str, cities: Mapping[str, str]) -> Spelling:
    rest, form = _without_form(plain)
    rest, city = _without_city(rest, cities)
    if not form and city:  # 結野市(一社)読書会
        rest, form = _without_form(rest)
    return Spelling(bare(rest), form, city)


def _without_form(plain: str) -> tuple[str, str]:
    """Return a name without the legal forms around it, and the canonical first one of them."""
    edge, canonical = _forms()
    found = [canonical[each] for each in (first or last for first, last in edge.findall(plain))]
    rest = edge.sub("", plain)
    return (rest, found[0]) if found and bare(rest) else (plain, "")


def _without_city(plain: str, cities: Mapping[str, str]) -> tuple[str, str]:
    for name, code in cities.items():
        found = re.match(f"{_PREFECTURE}{re.escape(plain_text(name))}立?(?!{_NOT_AFTER})", plain)
        if found and bare(plain[found.end() :]):
            return plain[found.end() :], code
    return plain, ""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("graph.reconcile") / "spellings.toml").read_text("utf-8"))


@cache
def _characters() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in _table()["characters"].split() if pair[0] != pair[1]}


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for a form before or behind a name, and the canonical form of each spelling."""
    canonical = {plain_text(each): group[0] for group in _table()["forms"] for each in group}
    either = "|".join(re.escape(each) for each in sorted(canonical, key=lambda each: (-len(each), each)))
    # Letters go on: there is an NPO in 「NPO法人」 and none in 「NPOs」.
    return re.compile(f"^({either})(?![a-z])|(?<![a-z])({either})$"), canonical


def _number(kanji: str) -> int:
    """Return the number that kanji write, up to 99."""
    tens, ten, ones = kanji.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
