"""What an officer gets who hands in a wrong file: which file, where in it, and what to do, in Japanese."""

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TITLE = "(2024年度) 部局マネジメントシート 2024年度"
POLICY = "15 地域のつながりづくり"
CHANGED = {
    "年度なし.txt": (TITLE, "部局マネジメントシート"),
    "漢数字の年度.txt": (TITLE, "令和六年度　部局マネジメントシート"),
    "部局なし.txt": ("部　局 みどり環境部", ""),
    "番号が重複.txt": ("\n2\n\n脱炭素", "\n1\n\n脱炭素"),
    "番号が飛ぶ.txt": ("\n3\n\n里山", "\n5\n\n里山"),
    "知らない政策.txt": (POLICY, "99 月へ行くまちづくり"),
    "前の世代の政策.txt": (POLICY, "15 にぎわいの創出"),
    "文字が失われた.txt": ("①生ごみの分別回収", "?生ごみの分別回収"),
    "全角の数字.txt": (TITLE, "(２０２４年度) 部局マネジメントシート ２０２４年度"),
    "丸数字の番号.txt": ("\n2\n\n脱炭素", "\n②\n\n脱炭素"),
    "丸数字の政策.txt": (POLICY, "⑮ 地域のつながりづくり"),
}
"""Files in which words of a sheet of the example city were changed."""

SAID = {
    "年度なし.txt": ("10行目", "年度がありません。「2024年度」または「令和6年度」のように"),
    "漢数字の年度.txt": ("10行目", "算用数字で書いてください"),
    "部局なし.txt": ("部局名が見つかりません", "「部局」欄のある行が必要です"),
    "番号が重複.txt": ("違反  85行目", "番号（No）が重複しています。番号を付け直してください"),
    "番号が飛ぶ.txt": ("警告  129行目", "一つ前の番号（No）がありません"),
    "知らない政策.txt": ("警告  47行目", "この政策番号は登録簿になく", "登録簿に加えてください"),
    "前の世代の政策.txt": ("警告  47行目", "「基本政策（2018～2022年度）」のもの", "番号と名前に直す"),
    "文字が失われた.txt": ("警告  65～66行目", "「?」に変わった", "UTF-8にして書き出し直してください"),
    "列がずれた.csv": (
        "警告  C19",
        "13行を読み取れませんでした",
        "列や見出しがずれていないか確かめてください",
    ),
    "見出しだけ.csv": ("部局マネジメントシートとして読めません", "様式の見出しが入ったファイルか"),
    "名簿.csv": ("部局マネジメントシートとして読めません", "見つかった目印：氏名）"),
    "空.txt": ("空のファイルです。書き出し直したファイルを指定してください",),
    "写真.xlsx": ("PNGのファイルは読めません", "CSV、テキストのいずれかで書き出してください"),
    "壊れた表.xlsx": ("壊れている", "元のファイルから書き出し直してください"),
    "三分の一.txt": ("違反  65行目", "本文がないか", "原本を確かめてください"),
}
"""What must be said of each wrong file."""

FINE = ("全角の数字.txt", "丸数字の番号.txt", "丸数字の政策.txt", "Unicode.txt")
"""Files of which nothing is said: they are read as what people meant."""


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "examples/yuino/yuino-2024-midori-kankyo.txt").read_bytes().decode("cp932")


@pytest.fixture(scope="module")
def handed_in(root: Path, text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files; those of a known encoding that Windows writes."""
    folder = tmp_path_factory.mktemp("officer")
    for name, (old, new) in CHANGED.items():
        assert old in text
        (folder / name).write_bytes(text.replace(old, new, 1).encode("cp932"))
    (folder / "Unicode.txt").write_bytes(text.encode("utf-16"))
    (folder / "三分の一.txt").write_bytes(text[: len(text) // 3].encode("cp932"))
    exported = root / "tests/fixtures/yuino/yuino-2024-midori-kankyo.csv"
    rows = list(csv.reader(io.StringIO(exported.read_text(encoding="utf-8-sig"), newline="")))
    shifted = [["", *row] if number > 12 else row for number, row in enumerate(rows)]
    for name, those in {"列がずれた.csv": shifted, "見出しだけ.csv": rows[:3]}.items():
        written = io.StringIO(newline="")
        csv.writer(written).writerows(those)
        (folder / name).write_bytes(written.getvalue().encode("cp932"))
    (folder / "名簿.csv").write_bytes("氏名,住所\n例示 一郎,結野市\n".encode("cp932"))
    (folder / "空.txt").write_bytes(b"")
    (folder / "写真.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "壊れた表.xlsx").write_bytes(b"PK\x03\x04" + bytes(64))
    return folder


@pytest.fixture(scope="module")
def with_older_policies(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example city and one more list of policies: the one before."""
    places = tmp_path_factory.mktemp("cities")
    folder = Path(shutil.copytree(root / "loaders/cities/yuino", places / "yuino"))
    with (folder / "city.toml").open("a", encoding="utf-8") as profile:
        profile.write(
            '\n[[policies]]\nscheme = "kihon-2018"\nlabel = "基本政策"\nname = "基本政策（2018～2022年度）"\n'
            "first_year = 2018\nlast_year = 2022\n"
        )
    (folder / "kihon-2018.csv").write_text(
        "notation,name,level\n15,にぎわいの創出,policy\n", encoding="utf-8"
    )
    return places


def by_file(out: str, err: str) -> dict[str, str]:
    """Return what was said of each file: a block on the screen, a line beside it for one that was refused."""
    blocks = dict(block.partition("\n")[::2] for block in out.split("\n\n"))
    lines = dict(line.partition("：")[::2] for line in err.splitlines())
    return {name: said for name, said in {**blocks, **lines}.items() if re.search(r"\.(txt|csv|xlsx)$", name)}


def test_a_wrong_file_leads_to_its_place_and_a_remedy(
    tsunagu: Callable[..., Any], handed_in: Path, with_older_policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "ja")
    ended = tsunagu("validate", handed_in, "--city", "yuino", "--cities", with_older_policies)
    assert ended.status == 1
    said = by_file(ended.out, ended.err)
    missed = {name: words for name, words in SAID.items() if any(w not in said.get(name, "") for w in words)}
    assert {name: said.get(name) for name in missed} == {}
    assert sorted({path.name for path in handed_in.iterdir()} - set(SAID)) == sorted(FINE)


def test_what_people_meant_is_read_without_a_word(
    tsunagu: Callable[..., Any], handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "ja")
    for name in FINE:
        ended = tsunagu("validate", handed_in / name, "--city", "yuino")
        assert (ended.status, ended.out, ended.err) == (0, "指摘はありません。\n", ""), name


def test_a_build_leaves_wrong_files_out_and_says_why(
    tsunagu: Callable[..., Any], handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "ja")
    wrong = ("年度なし.txt", "番号が重複.txt", "名簿.csv", "空.txt")
    ended = tsunagu("build", *(handed_in / name for name in wrong), "--city", "yuino")
    assert ended.status != 0
    said = by_file("", ended.err)
    for name in wrong:
        assert re.search("ください|確かめて", said[name]), name
    assert "85行目" in said["番号が重複.txt"]
    assert "公開できるシートがありません" in ended.err
