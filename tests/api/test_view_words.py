"""How views say figures and counts: as printed, with units, what is confirmed, in which language."""

import csv
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from xml.etree import ElementTree

import httpx

from api.pages.pairing import figure_words
from api.pages.views.shown import unconfirmed
from api.rows import Term
from core.settings import Settings
from graph.build import build
from loaders.cities.find import cities

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]

SVG = "{http://www.w3.org/2000/svg}"


def inline(page: str) -> ElementTree.Element:
    """Return the picture on a page; it must be well-formed."""
    found = re.search(r"<svg.*</svg>", page, re.DOTALL)
    assert found is not None
    return ElementTree.fromstring(found[0])


def test_a_file_has_plain_numbers_their_units_and_whole_addresses(client: httpx.Client) -> None:
    asked = {"format": "csv", "table": "targets-missed"}
    for prefix, heads in (
        ("", ("目標値（数値）", "目標値（単位）")),
        ("/en", ("Target (number)", "Target (unit)")),
    ):
        answer = client.get(f"{prefix}/views/targets", params=asked, headers={"Host": "tsunagu.example"})
        assert "Host" in answer.headers["vary"]
        (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
        assert [row[head] for head in heads] == ["800", "人"]
        pages = [cell for head, cell in row.items() if head.endswith(("（ページ）", " (page)"))]
        assert len(pages) == 6
        for address in pages:
            assert address.startswith(f"http://tsunagu.example{prefix}/")
            assert (
                client.get(address.removeprefix("http://tsunagu.example").partition("#")[0]).status_code
                == 200
            )


def test_a_figure_is_read_as_it_is_printed() -> None:
    row = {"value": Term("literal", "4000"), "unit": Term("literal", "人")}
    assert figure_words(row) == "4,000人"
    assert figure_words({**row, "printed": Term("literal", "約4,000人")}) == "約4,000人"
    assert figure_words({**row, "printed": Term("literal", "約4,000")}) == "約4,000人"
    percent = {"value": Term("literal", "14"), "unit": Term("literal", "%")}
    assert figure_words({**percent, "printed": Term("literal", "約14％")}) == "約14％"


def test_a_qualified_figure_keeps_its_word_in_lists(client: httpx.Client) -> None:
    assert ">延べ36,800人</a>" in client.get("/indicators").text


def test_only_what_is_not_confirmed_is_counted_as_such() -> None:
    assert (unconfirmed(0, "en"), unconfirmed(2, "en")) == ("", " (not confirmed: 2)")


def test_organisations_that_are_merely_named_are_told_apart(
    shared: Path, tmp_path: Path, serve: Serve
) -> None:
    """The first page counts all that are named, the view those that the city works with: it says why."""
    assert build(sorted((shared / "sheets").glob("*.txt")), tmp_path / "home", cities(), jobs=1).release
    with serve(Settings(home=tmp_path / "home")) as client:
        home = client.get("/").text
        named = re.search(r'<a href="/partners">連携先</a></dt><dd>(\d+)</dd>', home)
        said = re.search(
            r"連携先は(\d+)団体（うち未確認 (\d+)）.*?名前や会場として出てくるだけの団体が(\d+)あります", home
        )
        assert named is not None
        assert said is not None
        assert int(said[1]) + int(said[3]) == int(named[1])
        assert 0 < int(said[2]) <= int(said[1])


def test_japanese_in_english_pages_and_pictures_says_so(client: httpx.Client) -> None:
    page = client.get("/en/views/targets").text
    assert '<span lang="ja">来場者</span> 540<span lang="ja">人</span>' in page
    texts = [each for each in inline(page).iter(f"{SVG}text") if re.search("[ぁ-ん一-鿿]", each.text or "")]
    assert len(texts) > 7
    assert all(each.get("lang") == "ja" for each in texts)
    assert '<span lang="ja">' in client.get("/en/").text.partition('class="cards entries"')[2]
    assert (
        "<span lang"
        not in client.get("/views/targets").text.partition('class="findings"')[2].partition("</ul>")[0]
    )
