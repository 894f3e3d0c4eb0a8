"""Former slugs in the register `replaced`."""

from typing import Any

import pytest

from core.errors import UsageError
from loaders.cities.find import load_city
from loaders.cities.things import Replaced
from loaders.triples import register_graph
from ontology.iris import Iris
from ontology.terms import DCT

LISTED = """
[[policies]]
scheme = "kihon-2022"
label = "基本政策"
name = "基本政策（2022年度～）"
first_year = 2022
"""
PROFILE = f'code = "992011"\nname = "結野市"\nform = "narrative"\n{LISTED}'
REGISTERS = {
    "organisations": "name,slug,corporate_number\n本の森,hon-no-mori,\n空の会,sora,\n",
    "programs": "name,slug\n回覧アプリ,kairan\n",
    "kihon_2022": "notation,name,level,slug\n7,防災,policy,\n,まち,pillar,town\n",
}
HEADER = "kind,scheme,former,now,note,source\n"


def test_a_thing_is_named_by_slug_or_name(write_city: Any) -> None:
    rows = (
        "団体,,mori,本の森,改めた,市の資料\npartner,,x0123456789abcdef,sora,,\n政策,kihon-2022,machi,まち,,\n"
    )
    city = load_city(write_city(profile=PROFILE, replaced=HEADER + rows, **REGISTERS))
    assert city.replaced == (
        Replaced("partner", "", "mori", "hon-no-mori", "改めた", "市の資料"),
        Replaced("partner", "", "x0123456789abcdef", "sora"),
        Replaced("policy", "kihon-2022", "machi", "town"),
    )
    iris, graph = Iris(city.base, city.code), register_graph(city)
    assert set(graph.subject_objects(DCT.isReplacedBy)) == {
        (iris.organization("mori"), iris.organization("hon-no-mori")),
        (iris.organization("x0123456789abcdef"), iris.organization("sora")),
        (iris.policy("kihon-2022", "machi"), iris.policy("kihon-2022", "town")),
    }
    assert {(new, old) for old, new in graph.subject_objects(DCT.isReplacedBy)} == set(
        graph.subject_objects(DCT.replaces)
    )
    assert str(graph.value(iris.organization("mori"), DCT.bibliographicCitation)) == "市の資料"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("団体,,sora,本の森,,", "replaced-in-use"),
        ("政策,kihon-2022,7,まち,,", "replaced-in-use"),
        ("団体,,森,本の森,,", "city-bad-slug"),
        ("団体,,mori,無い会,,", "city-unknown-reference"),
        ("政策,,machi,まち,,", "city-cell-empty"),
        ("政策,kihon-2018,machi,まち,,", "city-bad-choice"),
        ("総称,,mori,本の森,,", "city-bad-choice"),
        ("団体,,mori,本の森,,\n団体,,mori,空の会,,", "city-duplicate"),
        ("団体,,,本の森,,", "city-cell-empty"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(write_city: Any, row: str, key: str) -> None:
    with pytest.raises(UsageError) as error:
        load_city(write_city(profile=PROFILE, replaced=f"{HEADER}{row}\n", **REGISTERS))
    assert error.value.key == key
    assert error.value.values["line"] in (2, 3)


def test_one_slug_may_have_been_of_two_kinds(write_city: Any) -> None:
    rows = "団体,,mori,本の森,,\n事業,,mori,kairan,,\n"
    city = load_city(write_city(profile=PROFILE, replaced=HEADER + rows, **REGISTERS))
    assert [each.kind for each in city.replaced] == ["partner", "program"]
