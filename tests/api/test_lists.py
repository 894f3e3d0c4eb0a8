"""Partners and programs: their lists, who ran a facility before, and by which method a thing was found."""

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
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


@pytest.mark.parametrize("address", ["/partners", "/programs", "/en/partners", "/en/programs"])
def test_menu_and_first_page_lead_to_the_lists(client: httpx.Client, address: str) -> None:
    first = client.get("/en/" if address.startswith("/en") else "/").text
    assert first.count(f'href="{address}"') == 2
    page = client.get(address)
    assert page.status_code == 200
    assert re.search(rf'<a href="{"/en" * address.startswith("/en")}{C}/(org|program)/', page.text)


def test_partners_are_counted_as_they_are_settled(client: httpx.Client) -> None:
    found = {row[0]: [int(cell) for cell in row[1:]] for row in rows(client.get("/partners").text)}
    settled, proposed, mentions, departments = found["NPO法人ゆいのえんがわ"]
    assert settled >= 1
    assert proposed == 0
    assert mentions >= settled
    assert departments >= 1
    assert found["結野大学"][:2] == [0, 1]
    in_order = [counts[0] for counts in found.values()]
    assert in_order == sorted(in_order, reverse=True)


def test_programs_say_in_which_years_they_are_named(client: httpx.Client) -> None:
    found = {row[0]: row for row in rows(client.get("/programs").text)}
    assert found["修理カフェ"][-2:] == ["2024", "2025"]


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
