"""Pages of figures, ratings, mentions and sheets of other forms, in words and in both languages."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from core.settings import Settings
from graph.build import build
from graph.release import Release
from loaders.cities.find import cities

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]

FILES = (
    "yuino-programs-midori-kankyo.xlsx",
    "yuino-manifest-midori-kankyo.xlsx",
    "yuino-2024-midori-kankyo.pdf",
)
PROGRAMS = "/doc/lg/992011/sheet/2025/midori-kankyo.programs"
RATED = "/doc/lg/992011/sheet/2024/midori-kankyo.ratings"


@pytest.fixture(scope="module")
def tables(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of tables: programs with figures, goals with ratings, and a printed sheet."""
    home = tmp_path_factory.mktemp("tables") / "home"
    folder = root / "tests" / "fixtures" / "yuino"
    result = build([folder / name for name in FILES], home, cities(), city="yuino", jobs=1)
    assert result.release is not None
    return result.release


@pytest.fixture(scope="module")
def client(tables: Release, serve: Serve) -> Iterator[httpx.Client]:
    with serve(Settings(home=tables.path.parents[1])) as client:
        yield client


def words(page: str) -> str:
    """Return what a page shows, without its tags."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_a_program_shows_its_figures_by_year(client: httpx.Client) -> None:
    page = client.get(f"{PROGRAMS}/program/1.html").text
    assert "事務事業" in page
    heads = re.findall(r'<th scope="col" class="number">([^<]*)</th>', page)
    assert heads == ["2022年度", "2023年度", "2024年度", "2025年度", "2026年度"]
    assert "回収に参加する世帯数 目標値 世帯 500 1,400 3,000" in words(page)
    assert "回収に参加する世帯数 実績値 世帯 612 1,480" in words(page)
    assert f"{PROGRAMS}/program/1/figure/2.html" in page
    english = words(client.get(f"/en{PROGRAMS}/program/1.html").text)
    assert "Target household 500 1,400 3,000" in english
    assert "Fiscal year 2024" in english


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [
        (f"{PROGRAMS}/program/1/figure/2.html", "数値", "回収に参加する世帯数 2025年度 目標値 1,400世帯"),
        (f"{RATED}/goal/1/rating.html", "評価", "B 目標を上回った"),
        (f"{PROGRAMS}.html", "シート", "みどり環境部 2025年度 事務事業評価"),
        (f"/en{PROGRAMS}.html", "Sheet", "Programme evaluation 2025, Green and Environment Department"),
    ],
)
def test_each_thing_has_a_name_in_words(client: httpx.Client, address: str, kind: str, name: str) -> None:
    page = client.get(address).text
    assert f"<span>{kind}</span>" in page
    title = re.findall(r'<h1 class="thing"[^>]*>([^<]*)</h1>', page)
    assert title == [name]
    assert page.count("/sources/") >= 1


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_page_shows_an_iri_or_a_code_for_a_name(client: httpx.Client, language: str) -> None:
    seen, waiting = set[str](), [f"{language}{PROGRAMS}.html", f"{language}{RATED}/goal/1.html"]
    while waiting and len(seen) < 60:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page = client.get(address).text
        linked = re.findall(rf'<a href="({language}/doc/[^"]*)"[^>]*>([^<]*)</a>', page)
        waiting += [each for each, _ in linked]
        assert [name for _, name in linked if "://" in name or not name.strip()] == [], address
        shown = words(page).partition("識別子" if not language else "Identifier")[0]
        codes = {"printed-field", "programs"} if language else {"learnt", "printed-field", "programs"}
        assert not codes & set(shown.split()), address
        if language:
            bare = [name for _, name in re.findall(r'<a href="(/en/doc/[^"]*)">([^<]*)</a>', page)]
            assert [name for name in bare if re.search("[ぁ-ん]", name)] == [], address


def test_a_mention_tells_how_far_it_is_settled(client: httpx.Client) -> None:
    page = client.get(f"{PROGRAMS}/program/1.html").text
    assert re.search(r'mention/program-[^"]*">生ごみ分別回収事業</a>', page)
    assert '<span class="badge">明記</span>' in page
    assert '<span class="badge">Stated</span>' in client.get(f"/en{PROGRAMS}/program/1.html").text


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0, "シート「事務事業評価」のセル C4:E4"), (1, "マニフェスト」のセル"), (2, "1ページ")],
)
def test_the_source_of_a_table_shows_cells_or_pages(
    client: httpx.Client, tables: Release, place: int, expected: str
) -> None:
    sheet = next(each for each in tables.manifest.sheets if each.file == FILES[place])
    page = client.get(f"/sources/{sheet.sha256}").text
    cells = re.findall(r'<td class="place">([^<]*)</td>', page)
    source = tables.source(sheet.sha256)
    assert source is not None
    assert len(cells) == len(source.lines)
    assert all(cells)
    assert any(expected in each for each in cells)


def test_only_policy_lists_can_be_chosen(client: httpx.Client) -> None:
    page = client.get("/queries/goals-by-policy").text
    select = page.partition('name="scheme"')[2].partition("</select>")[0]
    assert "基本政策" in select
    assert "段階" not in select


def test_policies_come_by_number(client: httpx.Client) -> None:
    rows = client.get("/policies").text.partition("<tbody>")[2]
    numbers = [int(each) for each in re.findall(r'data-heading="番号"><span>\s*(\d+)\s*</span>', rows)]
    assert len(numbers) > 10
    first = numbers[: numbers.index(max(numbers)) + 1]
    assert first == sorted(first)


@pytest.mark.parametrize(
    ("address", "headers", "kind"),
    [
        ("?format=csv", {}, "text/csv; charset=utf-8"),
        ("?format=json", {"Accept": "text/html"}, "application/sparql-results+json"),
        ("", {"Accept": "text/csv"}, "text/csv; charset=utf-8"),
        ("", {"Accept": "text/html,*/*;q=0.8"}, "text/html; charset=utf-8"),
        ("", {"Accept": "*/*"}, "text/html; charset=utf-8"),
        ("?format=html", {}, "text/html; charset=utf-8"),
    ],
)
def test_a_saved_question_answers_programs_too(
    client: httpx.Client, address: str, headers: dict[str, str], kind: str
) -> None:
    response = client.get(f"/queries/priority-goals{address}", headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == kind
    assert "Accept" in response.headers["vary"]


def test_a_program_is_told_what_is_wrong(client: httpx.Client) -> None:
    assert client.get("/queries/priority-goals?format=pdf").status_code == 406
    wrong = client.get("/queries/priority-goals?format=csv&year=x")
    assert wrong.status_code == 400
    assert "text/html" not in wrong.headers["content-type"]


def test_labels_come_in_the_language_of_the_page(client: httpx.Client) -> None:
    english = client.get("/en/queries/priority-goals?format=csv").text
    japanese = client.get("/queries/priority-goals?format=csv").text
    assert "Green and Environment Department" in english
    assert "みどり環境部" not in english
    assert "みどり環境部" in japanese
    assert japanese.count("\n") == english.count("\n")


G = "/doc/lg/992011/sheet/2024/midori-kankyo"


def test_what_a_goal_names_has_its_words_and_their_place(client: httpx.Client) -> None:
    page = client.get(f"{G}/goal/1.html").text
    fact = page.partition('title="tng:partner"')[2].partition("</div>")[0]
    assert "NPO法人なおす手</a>" in fact
    assert "「●NPO法人なおす手と協働して修理カフェを11回開き" in fact
    assert re.search(r'<a href="/sources/[0-9a-f]{64}#L\d+">\d+ページ</a>', fact)
    policy = page.partition('title="tng:contributesTo"')[2].partition("</div>")[0]
    assert policy.count("/sources/") == policy.count("/policy/") == 4


def test_the_place_of_a_table_is_a_cell_in_words(client: httpx.Client) -> None:
    page = client.get(f"{PROGRAMS}/program/1.html").text
    assert "yuino-programs-midori-kankyo.xlsx シート「事務事業評価」のセル C4:E4" in page
    english = client.get(f"/en{PROGRAMS}/program/1.html").text
    assert "yuino-programs-midori-kankyo.xlsx, sheet “事務事業評価”, cell C4:E4" in english


def test_a_partner_shows_years_departments_policies_and_words(client: httpx.Client) -> None:
    page = client.get("/doc/lg/992011/org/naosute.html").text
    beside = page.partition('id="beside"')[2].partition("</section>")[0]
    for name in ("2024", "みどり環境部", "10 ごみの減量と資源循環", "修理カフェ"):
        assert name in beside
    assert "協働して修理カフェを11回開き" in page.partition('class="group"')[2]


def test_a_thing_leads_to_the_graph_and_to_its_data(client: httpx.Client) -> None:
    page = client.get(f"{G}/goal/1.html").text
    assert '<a href="/graph?focus=lg%2F992011%2Fsheet%2F2024%2Fmidori-kankyo%2Fgoal%2F1">' in page
    files = re.findall(rf'<a href="({G}/goal/1[.](\w+))" rel="alternate"', page)
    assert [form for _, form in files] == ["ttl", "nt", "nq", "jsonld", "rdf", "json", "csv"]
    for address, _ in files:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "midori-kankyo/goal/1" in answer.text


def test_what_a_rule_found_is_marked(client: httpx.Client) -> None:
    figures = re.findall(rf'href="({RATED}/[^"]*figure/\d+[.]html)"', client.get(f"{RATED}/goal/1.html").text)
    pages = [client.get(address).text for address in figures]
    marked = [page for page in pages if 'class="proposal"' in page]
    assert 0 < len(marked) < len(pages)
    for page in marked:
        assert "自動抽出・未確認" in page
        assert "%</dd>" in page.partition('title="tng:achievement"')[2]


def test_lines_say_what_uses_them_from_above(client: httpx.Client, tables: Release) -> None:
    sheet = next(each for each in tables.manifest.sheets if each.file == FILES[2])
    page = client.get(f"/sources/{sheet.sha256}").text
    assert "使っている項目（上の行から続く）：" in page
    heads = re.findall(r'<th scope="col">([^<]*)</th>', page)
    assert heads == ["行", "場所", "文面", "使っている項目"]
