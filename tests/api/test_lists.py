"""Partners and programs: their lists, who ran a facility before, and by which method a thing was found."""

import csv
import html
import io
import re
import tomllib
from pathlib import Path

import httpx
import pytest
from pyoxigraph import QuerySolutions

from core.messages import catalogue
from graph.release import Release
from graph.store import open_store

C = "/doc/lg/992011"


def rows(page: str) -> list[list[str]]:
    """Return the cells of the table of a page."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]


def table(client: httpx.Client, address: str) -> dict[str, dict[str, str]]:
    """Return the lines of a list by what they are about, the cells by the names of their columns."""
    page = client.get(address).text
    heads = re.findall(r'<th scope="col" aria-sort="[^"]*"[^>]*><a [^>]*>([^<]*)</a>', page)
    lines = [dict(zip(heads, row, strict=True)) for row in rows(page)]
    name = next(head for head in ("連携先", "事業", "政策", "部局", "指標") if head in heads)
    return {line[name]: line for line in lines}


def file(client: httpx.Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.headers["content-type"].startswith("text/csv")
    assert response.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"), newline="")))


def facet(page: str, name: str) -> dict[str, tuple[int, str]]:
    """Return the values of a facet: their counts and addresses."""
    part = page.partition(f'id="facet-{name}"')[2].partition("</section>")[0]
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?) <small>(\d+)</small>', part)
    return {label: (int(count), html.unescape(address)) for address, label, count in found}


@pytest.mark.parametrize("address", ["/partners", "/programs", "/en/partners", "/en/programs"])
def test_menu_and_first_page_lead_to_the_lists(client: httpx.Client, address: str) -> None:
    first = client.get("/en/" if address.startswith("/en") else "/").text
    assert first.count(f'href="{address}"') >= 2
    page = client.get(address)
    assert page.status_code == 200
    assert re.search(rf'<a href="{"/en" * address.startswith("/en")}{C}/(org|program)/', page.text)


def test_partners_are_counted_as_they_are_settled(client: httpx.Client) -> None:
    found = table(client, "/partners")
    engawa = found["NPO法人ゆいのえんがわ"]
    assert int(engawa["確かな目標"]) == 3
    assert int(engawa["候補の目標"]) == 0
    assert int(engawa["言及の数"]) >= 3
    assert int(engawa["部局の数"]) == 3
    assert engawa["ともに出てくる連携先（候補を含む）"] == "1"
    assert engawa["年度（出てくる）"] == "2024・2025"
    university = found["結野大学"]
    assert (university["確かな目標"], university["候補の目標"]) == ("0", "1")
    assert university["確かさ"] == "自動抽出・未確認"
    in_order = [int(line["確かな目標"]) for line in found.values()]
    assert in_order == sorted(in_order, reverse=True)


@pytest.mark.parametrize(
    ("number", "name"), [("14", "生き物とのふれあいの推進"), ("17", "外国人市民とともに暮らすまちづくり")]
)
def test_policies_count_the_partners_that_the_view_counts(
    client: httpx.Client, number: str, name: str
) -> None:
    flow = client.get(f"/views/flow?policy=kihon-2023/{number}").text
    said = re.search(
        r"この政策には\d+件の目標がつながり、(\d+)団体(?:（うち未確認 \d+）)?と関わっています", flow
    )
    assert said
    assert said[1] == table(client, "/policies")[name]["連携先の数（候補を含む）"] != "0"


def test_policies_without_goals_are_as_many_as_the_view_counts(client: httpx.Client) -> None:
    without, _ = facet(client.get("/policies?scheme=kihon-2023").text, "work")["目標なし"]
    assert f"どの目標も関わっていないものは{without}件です" in client.get("/views/coverage").text


def test_programs_say_in_which_years_they_are_named(client: httpx.Client) -> None:
    assert table(client, "/programs")["修理カフェ"]["年度（出てくる）"] == "2024・2025"


def test_lists_count_what_the_release_has(client: httpx.Client, example: Release) -> None:
    found = table(client, "/departments")
    assert sum(int(line["シート"]) for line in found.values()) == len(example.manifest.sheets)
    question = """PREFIX tng: <https://w3id.org/tsunagu/def#>
    SELECT ?policy (COUNT(DISTINCT ?goal) AS ?goals) {
      ?policy a tng:Policy OPTIONAL { ?goal tng:contributesTo ?policy . ?goal a tng:Goal }
      FILTER NOT EXISTS { ?policy tng:level ?heading FILTER(?heading IN ("pillar", "chapter")) }
    } GROUP BY ?policy"""
    answer = open_store(example).query(question)
    assert isinstance(answer, QuerySolutions)
    counted = sorted(int(row["goals"].value) for row in answer)
    policies = file(client, "/policies?format=csv")
    assert sorted(int(line["当年度目標"]) for line in policies) == counted
    assert counted[0] == 0


def test_a_missed_target_is_first_and_leads_to_its_sentence(client: httpx.Client) -> None:
    page = client.get("/indicators").text
    first = rows(page)[0]
    assert first[:5] == ["来場者（人）", "2025", "800人", "540人", "67.5%"]
    assert "届かなかった" in first[5]
    assert "自動抽出・未確認" in first[5]
    count, address = facet(page, "state")["届かなかった"]
    assert len(rows(client.get(address).text)) == count == 1
    figure = re.findall(r'<a href="(/doc/[^"]*)">540人</a>', page)[0]
    assert "来場者は540人となり、目標の800人に届きませんでした。" in client.get(figure).text


@pytest.mark.parametrize("name", ["departments", "policies", "partners", "programs", "indicators"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_facets_narrow_to_what_they_count(client: httpx.Client, name: str, prefix: str) -> None:
    page = client.get(f"{prefix}/{name}").text
    names = re.findall(r'id="facet-(\w+)"', page)
    assert "year" in names
    for each in names:
        values = facet(page, each)
        assert values
        for count, address in values.values():
            narrow = client.get(address).text
            if each not in ("year", "department") or name != "policies":
                assert len(rows(narrow)) == count, address
            assert facet(narrow, each).keys() == values.keys()


@pytest.mark.parametrize("name", ["departments", "policies", "partners", "programs", "indicators"])
def test_every_column_sorts_both_ways(client: httpx.Client, name: str) -> None:
    page = client.get(f"/{name}").text
    lines = sorted(map(tuple, rows(page)))
    heads = re.findall(r'<th scope="col" aria-sort="(\w+)"[^>]*><a href="([^"]*)"', page)
    assert [sort for sort, _ in heads if sort != "none"] in (["ascending"], ["descending"])
    for place, (_, address) in enumerate(heads):
        there = client.get(html.unescape(address)).text
        again = re.findall(r'<th scope="col" aria-sort="(\w+)"[^>]*><a href="([^"]*)"', there)
        back = client.get(html.unescape(again[place][1])).text
        assert sorted(map(tuple, rows(there))) == sorted(map(tuple, rows(back))) == lines
        one, other = (column(each, place) for each in (there, back))
        full = [value for value in one if value]
        if all(re.fullmatch(r"[\d,]+", value) for value in full):
            numbers = [int(value.replace(",", "")) for value in full]
            assert numbers in (sorted(numbers), sorted(numbers, reverse=True))
        assert [value for value in one if not value] == one[len(full) :]
        assert len(set(full)) < 2 or one != other


def column(page: str, place: int) -> list[str]:
    return [row[place] for row in rows(page)]


@pytest.mark.parametrize(
    "query", ["", "year=2024", "work=none", "sort=goals&order=desc", "dept=midori-kankyo"]
)
def test_a_file_has_all_lines_of_the_page(client: httpx.Client, query: str) -> None:
    query = query.replace("dept", "department")
    page = client.get(f"/policies?{query}").text
    plain, excel = (file(client, f"/policies?{query}&format={form}") for form in ("csv", "excel"))
    assert plain == excel
    assert [line["政策"] for line in plain] == column(page, 1)
    assert all(line["政策（識別子）"].startswith("https://") for line in plain)
    assert client.get(f"/policies?{query}&format=excel").content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "query", ["colour=red", "sort=colour", "order=up", "format=pdf", "page=-1", "page=x", "page=123456"]
)
def test_what_a_list_cannot_do_is_told(client: httpx.Client, query: str) -> None:
    response = client.get(f"/policies?{query}", headers={"Accept": "text/html"})
    assert response.status_code == 400
    assert "<h1" in response.text


def test_a_facet_without_hits_offers_all(client: httpx.Client) -> None:
    page = client.get("/partners?year=1999").text
    assert rows(page) == []
    assert '<a href="/partners">' in page


@pytest.mark.parametrize(
    ("prefix", "former", "until"), [("", "以前", "2024-03-31まで"), ("/en", "former", "until 2024-03-31")]
)
def test_who_ran_a_facility_before(client: httpx.Client, prefix: str, former: str, until: str) -> None:
    page = client.get(f"{prefix}{C}/site/shimin-katsudo-plaza.html").text
    items = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    (old,) = [item for item in items if "satoyama-yui-no-kai" in item]
    (new,) = [item for item in items if "yui-no-engawa" in item]
    assert until in old
    assert f'<span class="badge">{former}</span>' in old
    assert former not in re.findall(r'<span class="badge">([^<]*)</span>', new)


def test_a_row_of_a_register_stands_for_the_evidence(client: httpx.Client) -> None:
    place = f"{C}/site/shimin-katsudo-plaza/partnership/satoyama-yui-no-kai-designatedManager-2019-04-01.html"
    assert "市の台帳 facilities.csv の4行目" in client.get(place).text
    assert "facilities.csv, row 4" in client.get(f"/en{place}").text


def test_every_method_has_words(example: Release, root: Path) -> None:
    found = open_store(example).query(
        "SELECT DISTINCT ?method { ?thing <https://w3id.org/tsunagu/def#method> ?method }"
    )
    assert isinstance(found, QuerySolutions)
    methods = {row["method"].value for row in found}
    assert {"register", "suffix"} <= methods
    for table in ("loaders/entities/rules/confidence.toml", "graph/years/confidence.toml"):
        methods |= set(tomllib.loads((root / table).read_text(encoding="utf-8"))) - {"role"}  # no method
    assert [each for each in sorted(methods) if f"value-method-{each}" not in catalogue()] == []


def test_a_program_shows_the_figures_of_sentences_that_name_it(
    client: httpx.Client, example: Release
) -> None:
    question = """
    PREFIX tng: <https://w3id.org/tsunagu/def#>
    SELECT ?program ?figure ?told {
      ?row tng:program ?program .
      ?figure a tng:Figure ; tng:objective ?row ; tng:statement ?statement .
      BIND(EXISTS { ?mention tng:of ?program ; tng:statement ?statement } AS ?told)
    }"""
    found = open_store(example).query(question)
    assert isinstance(found, QuerySolutions)
    pairs = {(row["program"].value, row["figure"].value): row["told"].value == "true" for row in found}
    assert set(pairs.values()) == {True, False}
    for program, figure in sorted(pairs)[:40]:
        page = client.get(f"/doc/{program.partition('/id/')[2]}.html").text
        table = page.partition('<table class="figures">')[2].partition("</table>")[0]
        assert (f"/doc/{figure.partition('/id/')[2]}.html" in table) == pairs[program, figure]
