"""Things that have another address now: the former one leads there, and everybody is told."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from api.linked.forms import FORMS
from core.settings import Settings
from graph.build import build
from graph.differences import Change, compare
from graph.release import releases
from loaders.cities.codes import corporate_check_digit
from loaders.cities.find import cities

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]
BASE = "https://w3id.org/tsunagu/id/"
CITY = "lg/992011"
NUMBER = corporate_check_digit("990000000001") + "990000000001"

PLACES = {
    f"{CITY}/org/naosute": f"org/{NUMBER}",
    f"{CITY}/program/kairan-app": f"{CITY}/program/kairan",
    f"{CITY}/site/meguri-no-ie": f"{CITY}/site/meguri",
    f"{CITY}/dept/midori-kankyo": f"{CITY}/dept/midori",
    f"{CITY}/law/tsunagari-jorei": f"{CITY}/law/tsunagari",
    f"{CITY}/plan/sogo-keikaku-3": f"{CITY}/plan/sogo-3",
    f"{CITY}/policy/kihon-2023/anzen-bosai": f"{CITY}/policy/kihon-2023/anzen",
}
"""Where the things of the second release stand, by where they stood in the first."""

BELOW = {
    f"{CITY}/sheet/2024/midori-kankyo": f"{CITY}/sheet/2024/midori",
    f"{CITY}/sheet/2024/midori-kankyo/goal/1": f"{CITY}/sheet/2024/midori/goal/1",
    f"{CITY}/graph/sheet/2024/midori-kankyo": f"{CITY}/graph/sheet/2024/midori",
}
"""The same of what stands below them."""

REPLACED = """kind,scheme,former,now,note
事業,,kairan-app,kairan,短くした
施設,,meguri-no-ie,めぐりの家,
部局,,midori-kankyo,midori,
条例,,tsunagari-jorei,tsunagari,
計画,,sogo-keikaku-3,sogo-3,
政策,kihon-2023,anzen-bosai,anzen,
"""
EDITS = {
    "organisations": [(",特定非営利活動法人,naosute", f"{NUMBER},特定非営利活動法人,naosute")],
    "programs": [(",kairan-app,", ",kairan,")],
    "facilities": [(",meguri-no-ie,", ",meguri,")],
    "departments": [(",midori-kankyo,", ",midori,")],
    "documents": [(",tsunagari-jorei,", ",tsunagari,"), (",sogo-keikaku-3,", ",sogo-3,")],
    "kihon-2023": [("anzen-bosai", "anzen")],
}


@pytest.fixture(scope="module")
def home(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of a copy of the example city; in between it gave other addresses to things."""
    place = tmp_path_factory.mktemp("replaced")
    folder = place / "cities" / "yuino"
    folder.mkdir(parents=True)
    for file in (root / "loaders" / "cities" / "yuino").iterdir():
        if file.suffix in (".csv", ".toml"):
            (folder / file.name).write_bytes(file.read_bytes())
    sheet = root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt"
    build([sheet], place / "home", cities(str(folder.parent)), jobs=1)
    for name, edits in EDITS.items():
        text = (folder / f"{name}.csv").read_text("utf-8")
        for before, after in edits:
            assert before in text
            text = text.replace(before, after)
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "replaced.csv").write_text(REPLACED, "utf-8")
    build([sheet], place / "home", cities(str(folder.parent)), jobs=1, fresh=True)
    return place / "home"


@pytest.fixture(scope="module")
def client(home: Path, serve: Serve) -> Iterator[httpx.Client]:
    with serve(Settings(home=home)) as client:
        yield client


@pytest.mark.parametrize(("former", "now"), (PLACES | BELOW).items())
def test_a_former_identifier_leads_to_the_one_of_now(client: httpx.Client, former: str, now: str) -> None:
    for method in ("GET", "HEAD"):
        answer = client.request(method, f"/id/{former}", headers={"Accept": "text/turtle"})
        assert (answer.status_code, answer.headers["location"]) == (301, f"/id/{now}")
    assert client.get(f"/id/{former}", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("form", [form.name for form in FORMS])
def test_a_former_document_leads_to_the_same_format(client: httpx.Client, form: str) -> None:
    answer = client.get(f"/doc/{CITY}/org/naosute.{form}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/doc/org/{NUMBER}.{form}")
    assert client.get(answer.headers["location"]).status_code == 200


def test_the_page_names_the_former_identifier_among_the_rest(client: httpx.Client) -> None:
    page = client.get(f"/doc/org/{NUMBER}.html").text
    assert "前の識別子" in page
    assert "isReplacedBy" not in page


@pytest.mark.parametrize("former", [f"{CITY}/org/naosute", f"{CITY}/sheet/2024/midori-kankyo/goal/1"])
def test_the_explorer_understands_former_identifiers(client: httpx.Client, former: str) -> None:
    found = client.get("/api/neighbourhood", params={"focus": former}).json()
    now = client.get("/api/neighbourhood", params={"focus": (PLACES | BELOW)[former]}).json()
    assert found == now


def test_a_reconciled_table_keeps_its_former_identifiers(client: httpx.Client) -> None:
    """A row that was matched before the address changed is shown and extended as the thing of now."""
    former = f"{BASE}{CITY}/org/naosute"
    page = client.get("/reconcile/preview", params={"id": former})
    assert page.status_code == 200 and f"{BASE}org/{NUMBER}" in page.text
    wanted = {"ids": [former], "properties": [{"id": "corporate-number"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"]
    assert rows[former]["corporate-number"] == [{"str": NUMBER}]


def test_a_suffix_is_kept_on_the_way(client: httpx.Client) -> None:
    answer = client.get(f"/id/{CITY}/org/naosute.ttl")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/id/org/{NUMBER}.ttl")
    assert (
        client.get(f"/id/{CITY}/org/naosute.ttl", follow_redirects=True).url.path == f"/doc/org/{NUMBER}.ttl"
    )


def test_a_former_page_leads_to_the_page_in_its_language(client: httpx.Client) -> None:
    answer = client.get(f"/en/doc/{CITY}/org/naosute.html")
    assert answer.headers["location"] == f"/en/doc/org/{NUMBER}.html"
    assert "NPO Naosute" in client.get(answer.headers["location"]).text
    assert client.get(f"/doc/{CITY}/org/naosute").headers["location"] == f"/doc/org/{NUMBER}"


@pytest.mark.parametrize(("former", "now"), PLACES.items())
def test_the_graph_says_what_was_replaced(client: httpx.Client, former: str, now: str) -> None:
    said = {quad.triple for quad in parse(client.get(f"/doc/{now}.nt").content, RdfFormat.N_TRIPLES)}
    dct = "http://purl.org/dc/terms/"
    old, new = NamedNode(BASE + former), NamedNode(BASE + now)
    stated = {(str(triple.subject), str(triple.predicate), str(triple.object)) for triple in said}
    assert (str(new), f"<{dct}replaces>", str(old)) in stated
    assert (str(old), f"<{dct}isReplacedBy>", str(new)) in stated


def test_other_things_stay_where_they_are(client: httpx.Client) -> None:
    assert client.get(f"/id/{CITY}/org/yui-no-engawa").status_code == 303
    assert client.get(f"/doc/{CITY}/org/nothing.ttl").status_code == 404
    assert client.get(f"/doc/{CITY}/sheet/2024/nothing.ttl").status_code == 404


def test_a_table_that_was_reconciled_before_still_fits(client: httpx.Client) -> None:
    former, now = f"{BASE}{CITY}/org/naosute", f"{BASE}org/{NUMBER}"
    asked = {"a": {"query": former}, "b": {"query": "NPO法人なおす手"}, "c": {"query": NUMBER}}
    found = client.post("/reconcile", data={"queries": json.dumps(asked)}).json()
    assert [(found[each]["result"][0]["id"], found[each]["result"][0]["match"]) for each in asked] == [
        (now, True)
    ] * 3
    wanted = {"ids": [former], "properties": [{"id": "corporate-number"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"]
    assert rows == {former: {"corporate-number": [{"str": NUMBER}]}}
    assert now in client.get("/reconcile/preview", params={"id": former}).text


@pytest.fixture(scope="module")
def changes(home: Path) -> list[Change]:
    old, new = releases(home)
    return list(compare(old, new).changes)


def test_the_difference_tells_of_other_addresses_and_of_nothing_else(changes: list[Change]) -> None:
    assert {each.kind for each in changes} == {"moved"}
    told = {(each.rule, *each.old, *each.new) for each in changes}
    rules = ("partners", "programs", "departments", "policies")
    kinds = ("org/naosute", "program/", "dept/", "policy/")
    assert told == {
        (rule, BASE + former, BASE + now)
        for rule, kind in zip(rules, kinds, strict=True)
        for former, now in PLACES.items()
        if kind in former
    }
