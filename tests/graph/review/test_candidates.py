"""What a release proposes, put together by surface and kind."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.review.candidates import Candidate, candidates
from loaders.cities.city import City

C = "https://w3id.org/tsunagu/id/lg/992011"
SHEET = f"{C}/sheet/2025/kurashi-anshin"


def test_candidates_are_put_together_by_surface_and_kind(found: tuple[Candidate, ...]) -> None:
    shop, sky, day = found
    assert (shop.surface, shop.kind, shop.count) == ("朝日商店会", "partner", 2)
    assert shop.roles == ("collaboratesWith", "supports")
    assert shop.contexts == ("【朝日商店会】と連携し、", "【朝日商店会】の協力で、")
    assert shop.places == ("くらし安心部 2025 5行目", "くらし安心部 2025 9行目")
    assert (shop.score, shop.methods) == ("0.9", ("suffix",))
    assert (sky.surface, sky.proposed) == ("空の会", ("一般社団法人空の会",))
    assert (day.surface, day.kind, day.roles) == ("まちの日", "program", ())


def test_width_and_white_space_do_not_part_a_surface(
    city: City, mention: Callable, store_of: Callable
) -> None:
    store = store_of(
        mention("ＡＢＣ会", "ＡＢＣ会", "ＡＢＣ会と、"), mention("ABC会", "ABC 会", "ABC 会と、", row=2)
    )
    (one,) = candidates(store, city)
    assert (one.count, one.proposed) == (2, ("ABC会", "ＡＢＣ会"))


def test_three_sentences_are_enough_and_those_of_the_surface_come_first(
    city: City, mention: Callable, store_of: Callable
) -> None:
    rows = [
        mention("花の会", "花の会", f"{number}で花の会と、", row=number, line=number)
        for number in range(1, 9)
    ]
    (one,) = candidates(store_of(mention("花の会", "花の会", "別の文。", row=1, line=1), *rows), city)
    assert one.count == 8
    assert one.contexts == ("1で【花の会】と、", "2で【花の会】と、", "3で【花の会】と、")


def test_the_sheets_of_another_city_are_left_out(city: City, mention: Callable, store_of: Callable) -> None:
    store = store_of(mention("花の会", "花の会", "花の会と、"))
    assert candidates(store, replace(city, code="992020")) == ()


def test_a_program_that_looks_like_another_may_mean_both(
    city: City, mention: Callable, store_of: Callable
) -> None:
    two = ("花の学び舎", "花のまなび舎")
    one, other = (f"{C}/thing/{name.encode().hex()}" for name in two)
    store = store_of(
        mention(two[0], two[0], "花の学び舎を開き、", kind="Program"),
        mention(two[1], two[1], "花のまなび舎を開き、", kind="Program", status="Stated"),
        f"<{one}> tng:possiblySame <{other}> .",
    )
    (asked,) = candidates(store, city)
    assert (asked.surface, asked.kind, asked.count) == (two[0], "program", 1)
    assert asked.proposed == tuple(sorted(two))
    assert (asked.score, asked.methods) == ("0.9", ("suffix",))


PLANNED, DONE = "講座に80人を招きます。", "講座は180人の予定でしたが、80人でした。"


def test_pairs_are_shown_with_both_sentences(city: City, figure: Callable, store_of: Callable) -> None:
    store = store_of(
        figure("action/1", "Target", "80人", PLANNED, value="80"),
        figure("result/1", "Actual", "80人", DONE, value="80", target="action/1", line=2),
    )
    pair, *figures = candidates(store, city)
    assert (pair.kind, pair.surface, pair.proposed, pair.count) == (
        "pair",
        "80人 → 80人",
        ("参加者（人）",),
        1,
    )
    assert pair.contexts == ("講座は180人の予定でしたが、【80人】でした。", "講座に【80人】を招きます。")
    assert pair.places == ("くらし安心部 2025 2行目", "くらし安心部 2025 5行目")
    assert (pair.methods, pair.score) == (("unit-and-label",), "0.9")
    assert {(each.kind, each.surface, *each.contexts) for each in figures} == {
        ("figure", "80人", context) for context in pair.contexts
    }
    assert len({pair.key, *(each.key for each in figures)}) == 3
    assert all(each.key.startswith("2025/kurashi-anshin/") for each in (pair, *figures))


def test_a_figure_is_one_candidate_in_its_sentence(
    city: City, figure: Callable, store_of: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "ja")
    store = store_of(
        figure("action/1", "Target", "80人", PLANNED),
        figure("action/2", "Target", "80人", "別の催しに80人を招きます。"),
        figure("action/3", "Target", "８０人", PLANNED),
    )
    one, other = candidates(store, city)
    assert {one.count, other.count} == {1, 2}, "the same sentence is one candidate, wherever it stands"
    assert one.proposed == ("参加者（人）：2025年度 目標値",)
    assert (one.roles, one.methods, one.score) == ((), (), "")


def test_what_a_person_confirmed_is_no_candidate(city: City, figure: Callable, store_of: Callable) -> None:
    confirmed = figure(
        "action/1", "Target", "80人", PLANNED, more='; tng:status tng:Confirmed ; tng:method "decision"'
    )
    assert candidates(store_of(confirmed), city) == ()


def test_both_figures_of_one_sentence_are_marked(city: City, figure: Callable, store_of: Callable) -> None:
    said = "延べ80人で、目標の80人に届きました。"
    store = store_of(
        figure("result/1", "Actual", "延べ80人", said, target="result/2"),
        figure("result/2", "Target", "80人", said),
    )
    pair = candidates(store, city)[0]
    assert pair.contexts == ("【延べ80人】で、目標の【80人】に届きました。",)
    assert pair.pieces(0) == (
        ("延べ80人", True),
        ("で、目標の", False),
        ("80人", True),
        ("に届きました。", False),
    )
