"""Five questions of planners, from the home page to the words or the file that answers them."""

import csv
import io
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("language", ["ja", "en"])]

Walker = Any  # the class in conftest.py, which cannot be imported
WORDS = {
    "ja": {
        "search": "ことばで探す",
        "program": "ゆいのマルシェ号",
        "lines": "行目",
        "together": "だれとだれが一緒に取り組んでいるか",
        "share": ("NPO法人ゆいのえんがわ", "里山ゆいの会"),
        "uncovered": "目標のない政策はどれか",
        "none": "目標なし",
        "goals": "当年度目標",
        "empty": ("2 親子の健康づくり", "24 市民と対話する市政"),
        "missed": "届かなかった目標値はどれか",
        "partners": "連携先",
        "excel": "CSV（Excel用）",
    },
    "en": {
        "search": "Search for programmes",
        "program": "Yui no Marche Van",
        "lines": "line",
        "together": "Who works with whom?",
        "share": ("NPO Yui no Engawa", "Satoyama Yui Association"),
        "uncovered": "Which policies have no goal?",
        "none": "no goal",
        "goals": "Goal of the year",
        "empty": ("2 Health of parents and children", "24 Government in dialogue"),
        "missed": "Which targets were missed?",
        "partners": "Partners",
        "excel": "CSV for Excel",
    },
}
MISSED = "来場者は540人となり、目標の800人に届きませんでした。"


def test_a_programme_and_its_sentence(walker: Walker, language: str) -> None:
    words = WORDS[language]
    walker.start(language)
    walker.ask(words["search"], "マルシェ号")
    walker.follow(words["program"], "ol.hits")
    (quote, *_) = walker.text(".said [lang=ja]")
    assert "「ゆいのマルシェ号」の事業者と協定を結び" in quote
    walker.follow(words["lines"], ".said")
    walker.stands_at(quote)


def test_who_works_with_whom(walker: Walker, language: str) -> None:
    words = WORDS[language]
    walker.start(language)
    walker.follow(words["together"])
    assert tuple(walker.text("#pair-1 td")[:2]) == words["share"]
    (sentence, *_) = walker.text("#pair-1 ul.cells a")
    walker.follow(sentence, "#pair-1")
    (quote,) = walker.text(".quote blockquote")
    assert sentence in quote
    walker.follow(words["lines"], ".quote")
    walker.stands_at(quote)
    assert walker.clicks == 3


def test_which_policies_have_no_goal(walker: Walker, language: str) -> None:
    words = WORDS[language]
    walker.start(language)
    (told,) = [each for each in walker.text("ul.entries a") if words["uncovered"] in each]
    walker.follow(words["uncovered"])
    empty = walker.text(".matrix tr.empty th")
    assert tuple(each.removesuffix(words["none"]).strip() for each in empty) == words["empty"]
    assert all(each in told for each in words["empty"])
    walker.follow(words["empty"][0].partition(" ")[2], ".matrix tr.empty")
    assert words["empty"][0] in walker.text("h1")
    assert not any(words["goals"] in each for each in walker.text("main h2"))


def test_which_targets_were_missed(walker: Walker, language: str) -> None:
    walker.start(language)
    walker.follow(WORDS[language]["missed"])
    (row,) = walker.text("section[aria-labelledby=targets-missed] tbody tr")
    assert all(each in row for each in ("800人", "540人", "67.5%", MISSED))
    walker.follow(MISSED, "section[aria-labelledby=targets-missed]")
    walker.stands_at(MISSED)
    assert walker.clicks <= 3


def test_data_for_excel(walker: Walker, language: str) -> None:
    words = WORDS[language]
    walker.start(language)
    walker.follow(words["partners"], "header nav")
    names = walker.text("table.sorted tbody td:first-child")
    file = walker.save(words["excel"])
    assert file.startswith(b"\xef\xbb\xbf"), "without the mark Excel reads another encoding"
    head, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    assert len(names) == len(rows) == 7
    assert [row[0] for row in rows] == names
    assert len(set(head)) == len(head), "a column of Excel needs a name of its own"
    assert set(walker.text("table.sorted thead th")) <= set(head)


@pytest.mark.parametrize("walker", ["keys"], indirect=True)
def test_arrows_choose_in_a_form(walker: Walker, language: str) -> None:
    walker.start(language)
    walker.follow(WORDS[language]["missed"])
    walker.choose("#parameter-year", 1)
    assert walker.tab.ask("new URLSearchParams(location.search).get('year')") == "2024"
    assert walker.text("section[aria-labelledby=targets-missed] tbody tr") == []
    walker.choose("#parameter-year", 1)
    assert walker.tab.ask("new URLSearchParams(location.search).get('year')") == "2025"
    assert len(walker.text("section[aria-labelledby=targets-missed] tbody tr")) == 1
