"""The values of each list, by the words that sheets and registers have for them."""

import pytest
from rdflib import Literal, URIRef

from ontology.kinds import described, kind
from ontology.scheme import named
from ontology.terms import SKOS, TNG
from ontology.units import unit


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("特定非営利活動法人", TNG.KindNonProfit),
        ("NPO法人", TNG.KindNonProfit),
        ("ＮＰＯ法人", TNG.KindNonProfit),
        ("一般社団法人", TNG.KindGeneralAssociation),
        ("一般財団法人", TNG.KindGeneralFoundation),
        ("公益社団法人", TNG.KindPublicInterestAssociation),
        ("公益財団法人", TNG.KindPublicInterestFoundation),
        ("社会福祉法人", TNG.KindSocialWelfare),
        ("学校法人", TNG.KindSchool),
        ("医療法人", TNG.KindMedical),
        ("株式会社", TNG.KindStockCompany),
        ("有限会社", TNG.KindLimitedCompany),
        ("合同会社", TNG.KindLimitedLiabilityCompany),
        ("生活協同組合", TNG.KindCooperative),
        ("商工会議所", TNG.KindChamberOfCommerce),
        ("独立行政法人", TNG.KindIncorporatedAgency),
        ("地方独立行政法人", TNG.KindLocalIncorporatedAgency),
        ("国立大学法人", TNG.KindNationalUniversity),
        ("大学", TNG.KindUniversity),
        ("地方公共団体", TNG.KindLocalPublicBody),
        ("地方公共団体の機関", TNG.KindLocalPublicBodyOrgan),
        ("一部事務組合", TNG.KindPartialAffairsAssociation),
        ("国の機関", TNG.KindNationalBody),
        ("警察", TNG.KindPolice),
        ("認可地縁団体", TNG.KindNeighbourhoodBody),
        ("任意団体", TNG.KindUnincorporated),
        ("商店会", None),
        ("団体の種別", None),
        ("", None),
    ],
)
def test_a_kind_of_organisation_is_known_by_its_word(word: str, known: URIRef | None) -> None:
    assert kind(word) == known
    if known is not None:
        assert (known, SKOS.prefLabel) in {triple[:2] for triple in described(known)}


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("人", TNG.UnitPerson),
        ("社", TNG.UnitCompany),
        ("団体", TNG.UnitGroup),
        ("件", TNG.UnitCase),
        ("回", TNG.UnitTime),
        ("施設", TNG.UnitFacility),
        ("校", TNG.UnitSchool),
        ("事業", TNG.UnitProject),
        ("項目", TNG.UnitItem),
        ("戸", TNG.UnitDwelling),
        ("個", TNG.UnitPiece),
        ("冊", TNG.UnitVolume),
        ("日", TNG.UnitDay),
        ("時間", TNG.UnitHour),
        ("点", TNG.UnitPoint),
        ("円", TNG.UnitYen),
        ("億円", TNG.UnitHundredMillionYen),
        ("ｋｍ", TNG.UnitKilometre),
    ],
)
def test_a_unit_is_known_by_its_word(word: str, known: URIRef) -> None:
    assert unit(word) == known


@pytest.mark.parametrize(
    ("scheme", "word", "known"),
    [
        ("change-types", "新規", TNG.New),
        ("change-types", "拡充", TNG.Expanded),
        ("change-types", "継続", TNG.Continued),
        ("change-types", "見直し", TNG.Revised),
        ("change-types", "縮小", TNG.Reduced),
        ("change-types", "廃止", TNG.Abolished),
        ("change-types", "完了", TNG.Completed),
        ("sources", "narrative", TNG.SourceNarrative),
        ("sources", "ratings", TNG.SourceRatings),
        ("sources", "programs", TNG.SourcePrograms),
        ("sources", "登録簿", TNG.SourceRegisters),
        ("sources", "シートの間の結び付き", TNG.SourceLinks),
        ("roles", "協働・連携", TNG.collaboratesWith),
        ("roles", "委託", TNG.commissionedTo),
        ("roles", "指定管理者", TNG.designatedManager),
        ("roles", "運営", TNG.operates),
        ("roles", "協定", TNG.agreementWith),
        ("roles", "姉妹・友好都市", TNG.sisterCity),
        ("roles", "支援", TNG.supports),
        ("roles", "助成・補助", TNG.funds),
        ("roles", "認証", TNG.certifies),
        ("roles", "表彰", TNG.recognises),
        ("roles", "派遣", TNG.dispatchesTo),
        ("roles", "調整", TNG.coordinatesWith),
        ("roles", "助言を受ける", TNG.advisedBy),
        ("roles", "指導を受ける", TNG.guidedBy),
        ("roles", "要望", TNG.petitions),
        ("roles", "調査", TNG.surveys),
        ("roles", "マッチング", TNG.matches),
        ("roles", "働きかけ・周知", TNG.outreachTo),
        ("roles", "機能の活用", TNG.usesFunctionOf),
        ("roles", "会場", TNG.venueOf),
        ("roles", "言及", TNG.refersTo),
    ],
)
def test_a_value_is_known_by_its_word(scheme: str, word: str, known: URIRef) -> None:
    assert named(scheme)[word] == known


def test_the_list_of_kinds_of_organisations_is_told_of_by_its_words() -> None:
    """The register's word stays beside the kind, and is one of the kind's names."""
    said = {value for _, predicate, value in described(TNG.KindUnincorporated) if predicate == SKOS.prefLabel}
    assert said == {Literal("任意団体", lang="ja"), Literal("unincorporated body", lang="en")}
    assert TNG.sources not in named("sources").values()
    assert TNG.organisationKinds not in named("organisation-kinds").values()
