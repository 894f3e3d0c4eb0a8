from dataclasses import replace
from typing import Any

import pytest

from core.errors import RefusedFile
from loaders.cities.city import City
from loaders.cities.find import load_city
from loaders.cities.recognise import Hints, recognise

BASIC = "基本政策"
RIGHT = ((BASIC, "10", "ごみの減量と資源循環"), (BASIC, "13", "公園の魅力づくり"))
WRONG = ((BASIC, "10", "文化財の保存"), (BASIC, "13", "港の整備"))


def hints(department: str = "", policies: tuple[tuple[str, str, str], ...] = (), text: str = "") -> Hints:
    return Hints(department, 2024, policies, text)


def refused(given: Hints, known: dict[str, City]) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        recognise(given, known)
    return caught.value


@pytest.fixture
def known(example: City, write_city: Any) -> dict[str, City]:
    """The example city and one that has nothing but its name."""
    least = load_city(write_city("least", 'code = "992020"\nname = "無野市"\nform = "narrative"\n'))
    return {"yuino": example, "least": least}


def test_numbers_with_their_names_tell_the_city_and_say_so(known: dict[str, City]) -> None:
    city, reasons = recognise(hints(policies=RIGHT), known)
    assert city.key == "yuino"
    assert reasons == ("「基本政策」の 10、13 が結野市の登録簿と番号・名称とも一致します。",)


def test_reasons_come_in_the_language_of_the_user(
    known: dict[str, City], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "en")
    reasons = recognise(hints("みどり環境部", RIGHT, "結野市の公園"), known)[1]
    assert [reason.split()[0] for reason in reasons] == ["Department", "10,", "The"]


def test_width_and_white_space_of_a_name_do_not_matter(known: dict[str, City]) -> None:
    assert recognise(hints(policies=((BASIC, "１０", "ごみの減量と 資源循環"),)), known)[0].key == "yuino"


def test_department_and_name_together_are_enough(known: dict[str, City]) -> None:
    assert recognise(hints("みどり環境部", text="結野市の公園"), known)[0].key == "yuino"


@pytest.mark.parametrize(
    "given",
    [
        hints("みどり環境部"),
        hints(text="結野市と協定を結びました。"),
        hints("環境部", text="結野市と協定"),
        hints(),
    ],
)
def test_one_weak_sign_is_not_enough(known: dict[str, City], given: Hints) -> None:
    """「環境部」 ended before FY2024: it is no sign at all."""
    error = refused(given, known)
    assert error.key == "city-not-recognised"
    for sentence in (error.text("ja"), error.text("en")):
        assert "--city" in sentence
        assert "tsunagu city new" in sentence


def test_no_known_city_is_told_too() -> None:
    assert refused(hints("みどり環境部", RIGHT), {}).key == "city-not-recognised"


def test_a_city_without_registers_is_known_by_its_name(known: dict[str, City]) -> None:
    text = "無野市の計画\n無野市民\n無野市が\n結野市とともに"
    assert recognise(hints("企画部", WRONG, text), known)[0].key == "least"


def test_a_neighbour_named_as_often_is_not_the_city(known: dict[str, City]) -> None:
    text = "無野市\n無野市\n遠野辺市\n遠野辺市と\n遠野辺市・無野市"
    assert refused(hints(text=text), known).key == "city-not-recognised"


def test_numbers_under_other_names_speak_against_the_city(known: dict[str, City]) -> None:
    """The sheet of another city that mentions this one, and has a department of that name."""
    text = "結野市と\n結野市の\n結野市"
    assert refused(hints("みどり環境部", WRONG, text), known).values["numbers"] == ["10", "13"]


def test_a_contradiction_that_does_not_decide_is_told(known: dict[str, City]) -> None:
    city, reasons = recognise(hints("みどり環境部", (*RIGHT, WRONG[0]), "結野市"), known)
    assert city.key == "yuino"
    assert any(reason.startswith("ただし「基本政策」の 10 は") for reason in reasons)


def test_a_name_that_is_cut_short_speaks_neither_way(known: dict[str, City]) -> None:
    cut = (RIGHT[0], (BASIC, "13", "公園の魅力"))
    reasons = recognise(hints(policies=cut), known)[1]
    assert reasons == ("「基本政策」の 10 が結野市の登録簿と番号・名称とも一致します。",)


def test_a_list_of_other_years_says_nothing(known: dict[str, City]) -> None:
    assert refused(replace(hints(policies=RIGHT), fiscal_year=2020), known).key == "city-not-recognised"


def test_two_cities_that_fit_equally_are_both_named(example: City) -> None:
    twin = replace(example, key="twin", code="992020", name="双野市")
    error = refused(hints(policies=RIGHT), {"yuino": example, "twin": twin})
    assert error.key == "city-two-fit"
    assert {error.values["one"], error.values["two"]} == {"結野市", "双野市"}
    assert "--city" in str(error)


def test_the_order_of_the_cities_does_not_matter(example: City) -> None:
    twin = replace(example, key="twin", code="992020", name="双野市")
    given = hints(policies=RIGHT, text="双野市")
    for order in (["yuino", "twin"], ["twin", "yuino"]):
        pair = {key: {"yuino": example, "twin": twin}[key] for key in order}
        assert recognise(given, pair)[0].key == "twin"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("岸野市", True),
        ("大岸野市", False),
        ("岸野市場", False),
        ("南野県岸野市", True),
        ("は岸野市立", True),
    ],
)
def test_a_name_inside_another_is_not_the_city(example: City, text: str, *, counted: bool) -> None:
    city = replace(example, name="岸野市")
    given = hints("みどり環境部", text=text)
    if counted:
        assert len(recognise(given, {"yuino": city})[1]) == 2
    else:
        assert refused(given, {"yuino": city}).key == "city-not-recognised"
