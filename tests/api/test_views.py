"""The views of planners on the example city: what they find, their pictures, files and frames."""

import csv
import io
import re
from html import unescape
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import pytest

from api.pages.cells import Cell
from api.pages.views.coverage import one_department
from api.pages.views.page import VIEWS

SVG = "{http://www.w3.org/2000/svg}"
SAYS = ("title", "description")
HOSTILE = "\"><script>alert(1)</script>&'\x00"
PREFIXES = ("", "/en")


def inline(page: str) -> ElementTree.Element:
    """Return the picture on a page; it must be well-formed."""
    found = re.search(r"<svg.*</svg>", page, re.DOTALL)
    assert found is not None
    return ElementTree.fromstring(found[0])


def drawn(picture: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """Return the elements of a class."""
    return [each for each in picture.iter() if kind in (each.get("class") or "").split()]


def links(page: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'<a [^>]*?href="([^"]*)"', page)]


def listing(page: str, name: str) -> str:
    """Return the part of a page that holds one table."""
    return page.partition(f'<h2 id="{name}">')[2].partition("</section>")[0]


def rows(page: str, name: str) -> list[str]:
    return re.findall(r"<tr.*?</tr>", listing(page, name), re.DOTALL)[1:]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", VIEWS)
def test_every_view_says_what_it_shows_and_what_was_asked(
    client: httpx.Client, name: str, prefix: str
) -> None:
    page = client.get(f"{prefix}/views/{name}")
    assert page.status_code == 200
    assert f"{prefix}/views/{name}" in client.get(f"{prefix}/views").text
    assert '<details class="reading" open>' in page.text
    asked = next(each for each in links(page.text) if each.startswith(f"{prefix}/sparql?query="))
    assert client.get(asked).status_code == 200
    assert "<script>" not in page.text
    assert not re.search(r"\sstyle=|<style", page.text)


@pytest.mark.parametrize("name", VIEWS)
def test_a_table_and_its_file_have_the_same_rows(client: httpx.Client, name: str) -> None:
    page = client.get(f"/views/{name}").text
    files = [each for each in links(page) if "format=csv&" in each]
    assert files
    for address in files:
        file = client.get(address)
        assert file.headers["content-type"] == "text/csv; charset=utf-8"
        kept = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff"))))
        table = re.search(r"table=([a-z-]+)", address)
        assert table is not None
        total = re.search(rf'<h2 id="{table[1]}">[^<]*<small>(\d+)</small>', page)
        assert total is not None
        assert len(kept) - 1 == int(total[1])
        shown = rows(page, table[1])
        if table[1] != "coverage":  # which the matrix shows
            assert len(shown) == int(total[1])
            for cells, row in zip(kept[1:], shown, strict=True):
                assert cells[0] in words(row).replace(",", "")


@pytest.mark.parametrize("name", VIEWS)
def test_the_picture_is_a_file_without_links_that_any_reader_reads(client: httpx.Client, name: str) -> None:
    file = client.get(f"/views/{name}", params={"format": "svg"})
    assert file.headers["content-type"].startswith("image/svg+xml")
    picture = ElementTree.fromstring(file.content)
    assert picture.tag == f"{SVG}svg"
    assert float(picture.attrib["width"]) > 0
    assert not list(picture.iter(f"{SVG}a"))
    assert picture.findtext(f"{SVG}title")


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", VIEWS)
def test_what_a_picture_or_a_table_links_to_is_there(client: httpx.Client, name: str, prefix: str) -> None:
    page = client.get(f"{prefix}/views/{name}").text
    content = page.partition("<main")[2].partition("</main>")[0]
    for address in sorted(set(links(content))):
        assert address.startswith((f"{prefix}/", "/api/network/", "#")), address
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in page, address
        elif "/sparql" not in address:
            assert client.get(address.partition("#")[0]).status_code == 200, address


def test_an_empty_row_is_the_finding(client: httpx.Client) -> None:
    page = client.get("/views/coverage").text
    assert "25件の政策のうち、どの目標も関わっていないものは2件です" in page
    assert "（政策は登録簿の24件とシートから取り込んだ1件）" in page
    whole = client.get("/views/coverage", params={"scheme": "sogo-3"}).text
    assert "シートから取り込んだ" not in whole.partition('class="findings"')[2].partition("</ul>")[0]
    empty = [words(row) for row in re.findall(r'<tr class="empty">.*?</tr>', page, re.DOTALL)]
    assert empty == ["2 親子の健康づくり 目標なし", "24 市民と対話する市政 目標なし"]
    later = client.get("/views/coverage", params={"year": "2025"}).text
    assert "まなび育ち部" not in later.partition('class="matrix"')[2].partition("</table>")[0]


def test_a_cell_opens_its_goals_and_they_open_the_source(client: httpx.Client) -> None:
    page = client.get("/views/coverage").text
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "地域のつながりづくり" in row)
    address = next(each for each in links(row) if each.endswith("#goals"))
    opened = client.get(address.partition("#")[0]).text
    goals = rows(opened, "goals")
    count = re.search(r">(\d+)</a></td>", row)
    assert count is not None
    assert len(goals) == int(count[1]) == 4
    assert "町会活動の応援と担い手づくり" in words(goals[0])
    evidence = client.get(links(goals[0])[-1]).text
    assert any(each.startswith("/sources/") and "#L" in each for each in links(evidence))


def test_partners_with_and_without_a_shared_goal_are_told_and_drawn(client: httpx.Client) -> None:
    page = client.get("/views/partners").text
    said = "連携先は7団体（うち未確認 3）、同じ目標に関わる組み合わせは1組です。"
    assert said in page
    assert said in client.get("/").text
    assert len(drawn(inline(page), "v-partner")) - 2 == len(rows(page, "partners")) == 7  # two in the legend
    proposed = [words(row) for row in rows(page, "partners") if 'class="proposed"' in row]
    assert len(proposed) == 3
    assert all("自動抽出・未確認" in row for row in proposed)


def test_departments_share_a_partner_and_policies(client: httpx.Client) -> None:
    page = client.get("/views/collaboration").text
    picture = inline(page)
    assert len(drawn(picture, "v-department")) - 1 == len(rows(page, "departments")) == 3
    assert len(drawn(picture, "v-edge")) == len(rows(page, "shared")) == 3
    (partner,) = rows(page, "shared-partners")
    assert words(partner).startswith("NPO法人ゆいのえんがわ くらし安心部 まなび育ち部")
    assert "運営を委託し" in words(partner)
    later = client.get("/views/collaboration", params={"year": "2025"}).text
    assert rows(later, "shared-partners") == []


def test_a_bridge_is_told_in_words(client: httpx.Client) -> None:
    page = client.get("/views/bridges").text
    assert (
        "NPO法人ゆいのえんがわがなければ、くらし安心部、まなび育ち部、みどり環境部のあいだに共通の連携先がなくなります"
        in page
    )
    picture = inline(page)
    marks = drawn(picture, "v-department") + drawn(picture, "v-partner")
    assert len(marks) - 2 == 3 + 7
    assert len(drawn(picture, "v-edge")) == 9
    assert len(drawn(picture, "v-proposed")) == 3 + 3
    (bridge,) = rows(page, "bridges")
    assert "くらし安心部とまなび育ち部" in words(bridge)
    assert "would have no partner in common (pairs: 3)" in words(client.get("/en/views/bridges").text)


def test_partners_that_come_first_together_are_all_named(client: httpx.Client) -> None:
    """Which of them stands first in a file is chance."""
    leaning = rows(client.get("/views/bridges", params={"year": "2024"}).text, "leaning")
    (nature,) = [words(row) for row in leaning if "みどり環境部" in row]
    assert "里山ゆいの会" in nature
    assert "NPO法人なおす手" in nature


def test_one_department_is_told_before_what_it_seems_to_lack() -> None:
    assert one_department([], "ja") == one_department([Cell("部"), Cell("課")], "ja") == ""
    assert one_department([Cell("みどり部")], "ja").startswith("シートが読み込まれているのはみどり部だけ")


def test_the_flow_of_one_policy(client: httpx.Client) -> None:
    page = client.get("/views/flow", params={"policy": "kihon-2023/15"}).text
    assert "5件の目標がつながり、3団体（うち未確認 1）と関わっています" in page
    picture = inline(page)
    assert len(drawn(picture, "v-objective")) == 5
    assert len(drawn(picture, "v-band")) == 5 + 3
    assert len(rows(page, "flow")) == 5
    assert '<option value="kihon-2023/15" selected>' in page
    labels = [each.text for each in inline(page).iter(f"{SVG}text") if (each.text or "").startswith("【")]
    assert len(labels) == 5
    assert sum("中期】" in (label or "") for label in labels) == 2
    assert sum("当年度】" in (label or "") for label in labels) == 3
    assert len([row for row in rows(page, "flow") if "中期" in words(row)]) == 2


def test_a_policy_without_goals_is_said_and_one_that_is_not_there_is_not_found(client: httpx.Client) -> None:
    page = client.get("/views/flow", params={"policy": "kihon-2023/24"})
    assert page.status_code == 200
    assert "政策「24 市民と対話する市政」につながる目標は、選んだ年度のシートにありません" in page.text
    assert '<option value="kihon-2023/24" selected>' in page.text
    assert "<svg" not in page.text
    for unknown in ("/views/flow?policy=kihon-2023/999", "/views/coverage?scheme=kihon-1900"):
        assert client.get(unknown, headers={"Accept": "text/html"}).status_code == 404
    assert "体系を選び直して" in client.get("/views/coverage?scheme=kihon-1900").text


def test_files_of_the_network_say_what_they_count(client: httpx.Client) -> None:
    for name in ("coverage", "collaboration"):
        page = client.get(f"/views/{name}").text
        assert "ネットワークのファイルは当年度目標だけを数えます。" in page.partition("GEXF")[2]
        assert "当年度目標だけ" in page.partition('class="reading"')[2].partition("</details>")[0]
    assert "ネットワークのファイルは" not in client.get("/views/partners").text


def test_targets_are_missed_met_or_open(client: httpx.Client) -> None:
    page = client.get("/views/targets").text
    missed_one = "届かなかった：1件（うち未確認 1） ― 来場者 540人／800人"
    assert missed_one in page
    assert missed_one in client.get("/").text
    assert "届いた：6件" in page
    assert "実績の数値がない：12件" in page
    met, missed = rows(page, "targets-met"), rows(page, "targets-missed")
    assert (len(met), len(missed)) == (6, 1)
    assert page.index('id="targets-missed"') < page.index('id="targets-met"')
    assert len(drawn(inline(page), "v-mark")) == 7
    assert all("自動抽出・未確認" in row for row in rows(page, "targets-met"))
    visitors = next(row for row in rows(page, "targets-met") if "登録者" in row)
    assert "2,000人 2,140人 107.0%" in words(visitors)
    # The sentence that repeats the target is not another open one.
    assert "登録者" not in listing(page, "targets-open")


def test_goals_go_on_begin_and_end(client: httpx.Client) -> None:
    page = client.get("/views/years").text
    assert "2025年度：新規 1件、継続 5件（うち未確認 5）、終了 1件" in page
    assert len(drawn(inline(page), "v-part")) == 3
    assert "地域でつくる電気の普及" in words(rows(page, "years-new")[0])
    assert "脱炭素に向けた取組みの加速" in words(rows(page, "years-ended")[0])
    assert client.get("/views/years", params={"year": "2024"}).text.count("<svg") == 0
    assert client.get("/views/years", params={"year": "2024", "format": "svg"}).status_code == 404


def test_an_embedded_view_is_a_frame_for_others_and_nothing_else_is(client: httpx.Client) -> None:
    frame = client.get("/views/bridges", params={"embed": "1", "year": "2024"})
    assert frame.headers["content-security-policy"].endswith("frame-ancestors *; object-src 'none'")
    assert "x-frame-options" not in frame.headers
    assert "<form" not in frame.text
    assert "<table" not in frame.text
    assert "<svg" in frame.text
    assert 'href="/views/bridges?year=2024"' in frame.text
    assert '<base target="_top">' in frame.text
    pairs = client.get("/views/partners", params={"embed": "1"}).text
    assert 'href="/views/partners#pair-1"' in pairs
    assert 'id="pair-1"' in client.get("/views/partners").text
    assert "架空" in frame.text
    page = client.get("/views/bridges")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/views/nothing", 404),
        ("/views/partners?year=now", 400),
        ("/views/partners?month=4", 400),
        ("/views/partners?" + urlencode({"year": HOSTILE}), 400),
        ("/views/coverage?" + urlencode({"policy": HOSTILE, "department": HOSTILE}), 200),
        ("/views/targets?" + urlencode({"department": HOSTILE}), 200),
        ("/views/flow?" + urlencode({"policy": HOSTILE}), 404),
        ("/views/coverage?policy=" + "x" * 300, 400),
        ("/views/partners?format=exe", 406),
        ("/views/partners?format=csv&table=nothing", 404),
    ],
)
def test_what_cannot_be_shown_is_explained(client: httpx.Client, address: str, status: int) -> None:
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == status
    assert "<script>" not in page.text
