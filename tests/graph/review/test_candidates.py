"""What a release proposes, put together by surface and kind."""

from collections.abc import Callable
from dataclasses import replace

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


def test_pairs_are_shown_with_both_figures(city: City, store_of: Callable) -> None:
    actual, target = f"{SHEET}/goal/1/result/1/figure/1", f"{SHEET}/goal/1/action/1/figure/1"
    store = store_of(
        f"""<{actual}> tng:target <{target}> ; tng:printed "80人" ; tng:sheet <{SHEET}> ;
        tng:status tng:Proposed ;
        tng:method "unit-and-label" ; tng:indicator <{C}/indicator/a> ; tng:evidence <{C}/ev/1> .
        <{target}> tng:printed "100人" . <{C}/indicator/a> skos:prefLabel "参加者"@ja .
        <{C}/ev/1> tng:quote "参加者は80人でした。" ; tng:cell "シート!B12" ."""
    )
    (pair,) = candidates(store, city)
    assert (pair.kind, pair.surface, pair.proposed) == ("pair", "100人 → 80人", ("参加者",))
    assert pair.places == ("くらし安心部 2025 シート!B12",)
