"""What the city knows: registers, words for several things, decisions of people, taggers."""

from dataclasses import replace
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from loaders.cities.decided import Decision
from loaders.cities.find import cities
from loaders.entities import tagger


@pytest.fixture
def yuino():
    return cities()["yuino"]


def decision(surface, kind, verdict, name="", department=""):
    return Decision(surface, kind, verdict, name, None, department, "", "係長", "2026-04-01", "", 2)


def test_registered_names_in_every_spelling(linked, yuino):
    texts = (
        "特定非営利活動法人ゆいのえんがわと協働",
        "ＮＰＯ法人ゆいのえんがわの職員",
        "ゆいのえんがわに委託",
    )
    for (mention,) in linked(*texts, city=yuino):
        assert (mention.name, mention.key) == ("NPO法人ゆいのえんがわ", "yui-no-engawa")
        assert (mention.method, mention.status) == ("register", "stated")


def test_registered_names_hold_next_to_latin_letters_and_inside_nothing(linked, yuino):
    city = replace(yuino, organisations=(replace(yuino.organisations[0], name="月島市", aliases=("TSK",)),))
    found = linked("SNSでTSKと連携、TSKs、月島市民と月島市", city=city)[0]
    assert [each.surface for each in found] == ["TSK", "月島市"]


def test_a_longer_name_outgrows_a_registered_one(linked, yuino):
    city = replace(yuino, organisations=(replace(yuino.organisations[0], name="月島県", aliases=()),))
    found = linked("月島県医師会と月島県に要望", city=city)[0]
    assert [(each.surface, each.key) for each in found] == [
        ("月島県医師会", None),
        ("月島県", "yui-no-engawa"),
    ]


def test_departments_of_the_year_only(linked, yuino):
    found = linked("若者応援課と調整", city=yuino)[0]
    assert [(each.kind, each.key) for each in found] == [("department", "wakamono-oen-ka")]


def test_a_word_for_several_things_stands_for_each(linked, yuino):
    found = linked("両拠点で講座を開催しました。", city=yuino)[0]
    assert [each.name for each in found] == ["結野市民活動プラザ", "めぐりの家"]
    assert {each.surface for each in found} == {"両拠点"}
    assert linked("両拠点で講座を開催しました。")[0] == ()


def test_decisions_come_first(linked, yuino):
    rows = (
        decision("月島センター", "partner", "new"),
        decision("えんがわ", "partner", "alias", "NPO法人ゆいのえんがわ"),
        decision("星川協会", "partner", "reject"),
        decision("月島館", "site", "reject", department="くらし安心部"),
    )
    city = replace(yuino, decisions=rows)
    found = linked("月島センターとえんがわ、星川協会、月島館で実施", city=city)[0]
    assert [(each.surface, each.kind, each.name, each.status) for each in found] == [
        ("月島センター", "partner", "月島センター", "confirmed"),
        ("えんがわ", "partner", "NPO法人ゆいのえんがわ", "confirmed"),
        ("月島館", "site", "月島館", "proposed"),
    ]
    assert found[1].key == "yui-no-engawa"


def test_a_tagger_can_be_plugged_in(linked, monkeypatch):
    class Capitals:
        def __call__(self, text):
            begin = text.find("ZZ")
            return [(begin, begin + 2, "partner")] if begin >= 0 else []

    point = EntryPoint("capitals", "x:y", tagger.GROUP)
    monkeypatch.setattr(tagger, "entry_points", lambda group: EntryPoints([point]).select(group=group))
    monkeypatch.setattr(EntryPoint, "load", lambda self: Capitals)
    tagger.taggers.cache_clear()
    try:
        (found,) = linked("ZZが参加しました。")
    finally:
        tagger.taggers.cache_clear()
    assert [(each.surface, each.method, each.status) for each in found] == [
        ("ZZ", "tagger:capitals", "proposed")
    ]


def test_no_tagger_comes_with_it():
    tagger.taggers.cache_clear()
    assert tagger.taggers() == ()
