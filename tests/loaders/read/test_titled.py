"""Persons beside titles whom no field names: sure forms are blacked out, ordinary words never."""

from pathlib import Path

import pytest

from loaders.document import Document, Encoding, SourceFile
from loaders.extract import read_bytes
from loaders.language.width import Folded
from loaders.read.any import read_document
from loaders.read.blackout import Blackout, black_out
from loaders.read.names.titled import titled

PERSONS = [
    ("環境部長 山田太郎が", "山田太郎"),
    ("環境部長　山田　太郎が", "山田　太郎"),
    ("みどり課長の佐藤花子が", "佐藤花子"),
    ("課長の佐藤花\n　子が", "佐藤花\n　子"),
    ("課長 佐藤 みどり が", "佐藤 みどり"),
    ("部長（山田太郎）", "山田太郎"),
    ("代表：鈴木一、", "鈴木一"),
    ("市長 田中一郎は", "田中一郎"),
    ("佐藤花子 課長", "佐藤花子"),
    ("佐藤花子課長", "佐藤花子"),
    ("佐藤花子環境課長", "佐藤花子"),
    ("山田部長が", "山田"),
    ("長谷川 部長", "長谷川"),
    ("佐々木課長補佐", "佐々木"),
    ("課長の佐藤が", "佐藤"),
    ("（課長：高橋）", "高橋"),
    ("部長　架空　太郎", "架空　太郎"),
    ("架空　太郎　部長", "架空　太郎"),
]

WORDS = """
部長会議を開いた　課長級職員　副市長が出席　係長研修、次長、本部長　各部長、各課長、前部長、関係課長会議
市長 定例会見を実施　池田市長と福島市長の会談　松本市長、千葉県知事　市長 高山市の視察　市長の山田町訪問
部長 山口県庁訪問　課長 中野地区の防災　課長の山田小学校訪問　部長の池田訪問　会長の北川沿い　部長 服部緑地
部長　方針　説明　部長の意見　工夫　課長　新規採用　冊子　代表 子育て支援　理事長　社会　福祉　会長 女子大学
会長 町会連合会　代表 市民団体　自治会長 会議　施設長 研修会　委員長（学識経験者）　小学校長会 中学校長
上野消防署長　石田公民館長　千里館長　服部駅所長　南部課長 中央部長　西部長寿命化　中部長期計画　施設長寿命化
部長（福祉事務所長兼務）　部局長マニフェスト　担当課長（1名）　市長表彰、市長杯　教育課長　町長 村長 区長
平野部の課長　川口部会の委員長　福田 理事会　田中小路 部長　石井 町会長　小川の清掃　代表　石橋の改修
""".strip().split("\n")


def found(text: str) -> list[str]:
    folded = Folded.of(text)
    return [folded.cut(each.begin, each.end) for each in titled(folded.text)]


@pytest.mark.parametrize(("printed", "name"), PERSONS)
def test_a_person_beside_a_title_is_told(printed: str, name: str) -> None:
    assert name in found(printed)


@pytest.mark.parametrize("line", WORDS)
def test_ordinary_words_and_places_are_no_persons(line: str) -> None:
    assert found(line) == []
    assert [name for phrase in line.split("　") for name in found(phrase)] == []


def test_a_full_name_is_blacked_out_wherever_it_stands() -> None:
    lines = ("会議では課長の佐藤花子と山田部長が話した。", "佐藤　花子の提案、山田の提案。")
    file = SourceFile("佐藤花子課長.txt", "0" * 64, 1, "text/plain")
    done = black_out(Document(file, Encoding("utf-8", "strict-utf-8"), lines), Blackout(()))
    assert done.lines == ("会議では課長の■■■■と■■部長が話した。", "■■　■■の提案、山田の提案。")
    assert done.file.name == "■■■■課長.txt"
    assert [(remark.key, remark.values) for remark in done.remarks] == [
        ("remark-names-beside-titles", (("count", "2"),))
    ]


def test_the_sheet_tells_that_names_were_blacked_out(root: Path) -> None:
    text = (root / "examples/yuino/yuino-2024-kurashi-anshin.txt").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("〇"))
    reading = read_bytes(text.replace(line, f"〇市長 田中一郎と{line[1:]}", 1).encode(), "a.txt")
    assert "田中" not in repr(reading)
    assert "remark-names-beside-titles" in [note.key for note in reading.sheet.notes]


def test_no_word_of_a_made_up_sheet_is_taken_for_a_name(root: Path) -> None:
    paths = sorted((root / "tests/fixtures").glob("*/yuino-20*.*"))
    assert len(paths) > 40
    for path in paths:
        if path.suffix != ".json":
            document = read_document(path.read_bytes(), path.name)
            assert found("\n".join(document.lines)) == [], path.name
