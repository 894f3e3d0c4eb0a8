"""Which names are only a class noun, and which are somebody's own."""

import pytest

from loaders.entities.ambiguous import is_ambiguous


@pytest.mark.parametrize(
    "name",
    [
        *("実行委員会", "選定評価委員会", "運営協議会", "庁内連絡会議", "協議会", "審議会", "対策本部"),
        *("出前講座", "講座", "職員研修", "無料相談会", "補助金", "総務課", "庶務係"),
        *("施行規則", "基本計画", "実施要綱", "図書館", "センター", "選定 評価委員会"),
    ],
)
def test_a_class_noun_is_ambiguous(name: str) -> None:
    assert is_ambiguous(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "みどり祭実行委員会",
            "結野商工会議所",
            "里山塾",
            "公園緑地課",
            "みどりの基本計画",
            "結野市総合計画",
        ),
        *("中央図書館", "市民活動センター", "消防団", "委員会室の会", ""),
    ],
)
def test_a_name_of_its_own_is_not(name: str) -> None:
    assert not is_ambiguous(name)


def test_a_city_adds_names_of_its_own() -> None:
    assert is_ambiguous("ふれあい 広場まつり", ("ふれあい広場まつり",))
    assert not is_ambiguous("ふれあい広場まつり")
