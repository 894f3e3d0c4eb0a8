"""Names are put together of what a thing says, in the language of a page."""

import pytest

from api.labels import Labels
from api.pages.names import Name, named
from api.rows import Row, Term
from core.messages import Language
from ontology.terms import DCT, SKOS, TNG, XSD

THING = "https://a.example/id/x"
Said = tuple[str, Term, tuple[str, str] | None, str]


def said(prop: str, value: Term, label: tuple[str, str] | None = None, mark: str = "") -> Said:
    return str(prop), value, label, mark


def iri(name: str) -> Term:
    return Term("uri", str(name) if "://" in name else f"https://a.example/id/{name}")


def word(text: str, language: str = "", datatype: str = "") -> Term:
    return Term("literal", text, language, datatype)


def name(kinds: str | tuple[str, ...], values: list[Said], language: Language) -> Name:
    rows: list[Row] = []
    for kind in (kinds,) if isinstance(kinds, str) else kinds:
        for prop, value, label, mark in values:
            row = {"thing": Term("uri", THING), "property": Term("uri", prop), "value": value}
            row |= {"class": Term("uri", str(kind))} if kind else {}
            row |= {"label": word(*label)} if label else {}
            row |= {"mark": word(mark)} if mark else {}
            rows.append(row)
    return named(rows, Labels.load(), language).get(THING, Name(""))


PARTNERSHIP = [
    said(TNG.surface, word("みどりの会")),
    said(TNG.of, iri("org"), ("特定非営利活動法人みどりの会", "ja")),
    said(TNG.organization, iri("org"), ("特定非営利活動法人みどりの会", "ja")),
    said(TNG.role, iri(TNG.commissionedTo)),
]
FIGURE = [
    said(TNG.indicator, iri("indicator"), ("参加者", "ja")),
    said(TNG.forYear, iri("fy/2024"), ("2024年度", "ja")),
    said(TNG.valueKind, iri(TNG.Actual)),
    said(TNG.value, word("1930", "", str(XSD.decimal))),
    said(TNG.unit, iri("unit"), ("人", "ja"), "人"),
    said(TNG.qualifier, word("延べ")),
]


def test_a_partnership_names_the_partner_and_the_role() -> None:
    both = (TNG.Mention, TNG.Partnership)
    role = Labels.load().known
    japanese, english = (role[str(TNG.commissionedTo), each] for each in ("ja", "en"))
    assert name(both, PARTNERSHIP, "ja").text == f"特定非営利活動法人みどりの会（{japanese}）"
    assert name(both, PARTNERSHIP, "en") == Name(f"特定非営利活動法人みどりの会 ({english})", "ja")


def test_a_mention_names_its_words_and_the_thing() -> None:
    assert name(TNG.Mention, PARTNERSHIP[:2], "ja").text == "みどりの会（特定非営利活動法人みどりの会）"
    same = [PARTNERSHIP[0], said(TNG.of, iri("org"), ("みどりの会", "ja"))]
    assert name(TNG.Mention, same, "ja").text == "みどりの会"


def test_a_figure_names_all_that_it_says() -> None:
    assert name(TNG.Figure, FIGURE, "ja").text == "参加者 2024年度 実績値 1,930人（延べ）"
    assert name(TNG.Figure, FIGURE[:1] + FIGURE[3:4], "en") == Name("参加者 1,930", "ja")


def test_a_continuation_says_how_it_goes_on() -> None:
    assert name(TNG.Continuation, [said(TNG.changeKind, word("merged"))], "ja").text == "統合"


@pytest.mark.parametrize(
    ("language", "expected"), [("ja", "2024-04-01～2025-03-31"), ("en", "2024-04-01 – 2025-03-31")]
)
def test_a_period_has_two_ends(language: Language, expected: str) -> None:
    days = [said(TNG.starts, word("2024-04-01")), said(TNG.ends, word("2025-03-31"))]
    assert name(TNG.Period, days, language).text == expected


def test_a_label_is_taken_first_and_keeps_its_language() -> None:
    both = [said(SKOS.prefLabel, word("みどり", "ja")), said(SKOS.prefLabel, word("Green", "en"))]
    assert name("", both, "en") == Name("Green", "en")
    assert name("", [*both[:1], said(SKOS.notation, word("12"))], "en") == Name("12 みどり", "ja")
    assert name("", [said(DCT.title, word("a.txt"))], "ja") == Name("a.txt")


def test_what_says_nothing_has_no_name() -> None:
    assert name("", [said(TNG.number, word("1"))], "ja") == Name("")
