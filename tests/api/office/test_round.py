"""From a file to a release: read, decide, publish or discard, as the command would."""

import csv
import io
import json
import os
import shutil
import signal
import time
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from core.messages import say
from core.spreadsheet import BYTE_ORDER_MARK
from graph.build import build
from graph.checking import check
from graph.home import Home
from graph.release import current
from graph.review.candidates import Candidate, candidates
from graph.review.folder import write_decisions
from graph.review.judge import judge
from graph.review.marks import COLUMNS, read_marks, table
from graph.review.names import names_in
from graph.store import open_store
from loaders.cities.find import cities
from loaders.cities.skeleton import copy_city
from shapes.report import Finding

_OF_THE_RELEASE = ("dumps/datapackage.json", "dumps/SHA256SUMS")
"""Files that tell the number and the time of their release."""


def facts(home: Path) -> dict[str, Any]:
    """Return what a manifest says of its content; the number and the time of a release differ."""
    release = current(home)
    assert release is not None
    manifest = release.manifest
    return {
        "sheets": manifest.sheets,
        "cities": manifest.cities,
        "graphs": manifest.graphs,
        "merged": manifest.merged,
        "checksums": {name: sum_ for name, sum_ in manifest.checksums.items() if name not in _OF_THE_RELEASE},
        "dump": release.dump_path.read_bytes(),
    }


def decisions(place: Any) -> list[dict[str, str]]:
    text = place.decisions.read_text(encoding="utf-8").removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def by_command(files: Sequence[Path], home: Path, folder: Path, marks: dict[str, str], who: str) -> None:
    """Build, export, mark and apply as the commands do it, and then build anew what these decisions give."""
    trial = home.with_name("trial")
    build(files, trial, cities(str(folder)))
    city, release, found = cities(str(folder))["yuino"], current(trial), _candidates(trial, folder)
    assert release is not None
    exported = table(found, "en").removeprefix(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(exported, newline="")))
    path = home.with_name("marked.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(row | {"decision": marks.get(row["key"] or row["surface"], "")} for row in rows)
    names, today = names_in(open_store(release), city), date.today().isoformat()
    judged = judge(read_marks(path), found, city, who, today, register=False, names=names)
    assert judged.problems == ()
    write_decisions(city, judged.decisions, judged.organisations)
    build(files, home, cities(str(folder)))  # places of networks stay from release to release: one is made


def _candidates(home: Path, folder: Path) -> tuple[Candidate, ...]:
    release = current(home)
    assert release is not None
    return candidates(open_store(release), cities(str(folder))["yuino"])


def test_a_draft_shows_what_the_commands_show(place: Any, officer: Any, sheet: Path, tmp_path: Path) -> None:
    before = place.kept()
    draft = officer.bring(sheet)
    page = unescape(officer.get(draft).text)
    assert "新しく加わる" in page
    checked = check([sheet], tmp_path, cities(str(place.cities)), None)
    for finding in sorted(checked.findings, key=Finding.order):
        assert finding.message("ja") in page
        assert finding.place("ja") in page
        assert finding.next_step("ja") in page
    read = unescape(officer.get(f"{draft}/sheets/1").text)
    for objective in checked.sheets[0].extraction.sheet.objectives:
        assert objective.title.value in read
        assert all(item.text in read for item in objective.items)
    build([sheet], tmp_path / "other", cities(str(place.cities)))
    review = unescape(officer.get(f"{draft}/review").text)
    expected = _candidates(tmp_path / "other", place.cities)
    assert [each.kind for each in expected].count("pair")
    for each in expected:
        assert each.surface in review
        for context in each.contexts:
            for word in each.words:
                context = context.replace(f"【{word}】", f"<mark>{word}</mark>")
            assert context in review
    assert "12行目" not in unescape(officer.get(f"/en{draft}/review").text)
    assert "What to repair" in officer.get(f"/en{draft}").text
    kept = list((place.home / draft.strip("/")).glob("*.json"))
    assert not any("太郎" in path.read_text(encoding="utf-8") for path in kept), "names of people stay in"
    assert not any("太郎" in each for each in (page, read, review))
    assert current(place.home) is None, "nothing is published before an officer says so"
    assert officer.post(f"{draft}/discard").status_code == 303
    assert officer.get(draft).status_code == 404
    assert place.kept() == before, "nothing of it stays"


def test_a_published_draft_is_what_the_commands_make(
    place: Any, officer: Any, sheet: Path, workbook: Path, tmp_path: Path
) -> None:
    draft = officer.bring(sheet, workbook)
    assert officer.decide(draft, "結野大学", "confirm").status_code == 303
    assert officer.decide(draft, "町会", "reject").status_code == 303
    assert officer.decide(draft, "高校", "confirm").status_code == 303
    assert officer.decide(draft, "高校", "later").status_code == 303
    assert not place.decisions.exists(), "what is decided stays in the draft"
    officer.publish(draft)
    page = officer.get(draft).text
    assert "公開しました" in page
    assert "http://127.0.0.1:8000/doc/lg/" in page
    assert not list((place.home / "drafts").glob("*/files")), "the bytes are in the home now"
    assert {(row["surface"], row["verdict"], row["who"]) for row in decisions(place)} == {
        ("結野大学", "confirm", "政策課 係長"),
        ("町会", "reject", "政策課 係長"),
    }
    other = tmp_path / "other"
    copy_city(cities()["yuino"], other / "cities")
    marks = {"結野大学": "confirm", "町会": "reject"}
    by_command([sheet, workbook], other / "home", other / "cities", marks, "政策課 係長")
    assert place.decisions.read_bytes() == (other / "cities" / "yuino" / "decisions.csv").read_bytes()
    assert facts(place.home) == facts(other / "home")


def test_figures_and_pairs_are_decided_as_by_the_command(
    place: Any, officer: Any, sheet: Path, draft: str, tmp_path: Path
) -> None:
    build([sheet], tmp_path / "trial", cities(str(place.cities)))
    found = _candidates(tmp_path / "trial", place.cities)
    pair = next(each for each in found if each.kind == "pair")
    printed = pair.surface.split(" → ")
    wrong = next(each for each in found if each.kind == "figure" and each.surface not in printed)
    marks = {pair.key: "confirm", wrong.key: "reject"}
    page = unescape(officer.get(f"{draft}/review").text)
    assert "文のなかの数値" in page
    assert all(f"読み取った内容：{each.proposed[0]}" in page for each in found if each.kind == "pair")
    for key, decision in {**marks, wrong.key: "later"}.items():
        assert officer.decide_key(draft, key, decision).status_code == 303
    assert officer.decide_key(draft, wrong.key, "reject").status_code == 303
    answer = officer.decide_key(draft, wrong.key, "alias", name="別の名前")
    assert answer.status_code == 400
    assert "採用か却下だけ" in answer.text
    another = {"city": "yuino", "surface": "999回", "kind": "figure", "key": wrong.key, "decision": "reject"}
    assert officer.post(f"{draft}/decide", **another).status_code == 400
    assert "決定 2" in officer.get(f"{draft}/review").text
    officer.publish(draft)
    assert "公開しました" in officer.get(draft).text
    other = tmp_path / "other"
    copy_city(cities()["yuino"], other / "cities")
    by_command([sheet], other / "home", other / "cities", marks, "政策課 係長")
    assert place.decisions.read_bytes() == (other / "cities" / "yuino" / "decisions.csv").read_bytes()
    assert facts(place.home)["dump"] == facts(other / "home")["dump"]
    left = {each.key for each in _candidates(place.home, place.cities)}
    assert not left & marks.keys()


def test_candidates_of_the_release_are_decided_without_a_file(place: Any, officer: Any, sheet: Path) -> None:
    build([sheet], place.home, cities(str(place.cities)))
    before = facts(place.home)
    draft = officer.waited(officer.post("/drafts/release").headers["location"])
    assert "公開中のシートの候補" in officer.get("/").text
    assert "公開するものはありません" in officer.get(draft).text
    officer.decide(draft, "アプリのお茶会", "confirm")
    officer.publish(draft)
    after = facts(place.home)
    assert [entry.sha256 for entry in after["sheets"]] == [entry.sha256 for entry in before["sheets"]]
    assert "アプリのお茶会" not in [each.surface for each in _candidates(place.home, place.cities)]


def test_what_cannot_be_decided_is_said_at_once(officer: Any, draft: str) -> None:
    answer = officer.decide(draft, "結野大学", "alias")
    assert answer.status_code == 400
    assert "別名" in answer.text or "name" in answer.text
    assert officer.decide(draft, "結野大学", "alias", name="どこにもない名前").status_code == 400
    unknown = {"city": "yuino", "surface": "知らない", "kind": "partner", "decision": "confirm"}
    assert officer.post(f"{draft}/decide", **unknown).status_code == 400
    assert officer.post(f"{draft}/decide", **unknown | {"city": "nowhere"}).status_code == 400
    assert officer.post(f"{draft}/decide", **unknown | {"decision": "maybe"}).status_code == 400
    assert "決定 0" in officer.get(f"{draft}/review").text


def test_decisions_are_taken_back_in_turn(officer: Any, draft: str) -> None:
    asked = {"Accept": "application/json", "Origin": officer.origin}
    officer.decide(draft, "町会", "confirm")
    officer.decide(draft, "町会", "reject")
    undone = officer.http.post(f"{draft}/undo", data={"csrf": officer.csrf()}, headers=asked).json()
    assert (undone["state"], undone["words"], undone["undoable"]) == ("confirm", "採用", True)
    undone = officer.http.post(f"/en{draft}/undo", data={"csrf": officer.csrf()}, headers=asked).json()
    assert (undone["state"], undone["words"], undone["undoable"]) == ("open", "open", False)
    assert officer.post(f"{draft}/undo").status_code == 303, "there is nothing left, and that is no error"


def test_two_officers(place: Any, address: str, officer: Any, anyone: Any, sheet: Path, draft: str) -> None:
    other = anyone(address)
    other.log_in("みどり環境部 主査")
    assert sheet.name in other.get("/").text, "all officers see every draft"
    other.decide(draft, "結野大学", "confirm")
    officer.decide(draft, "町会", "reject")
    second = other.bring(sheet)
    with Home(place.home).locked():  # a build of the command is at work
        officer.publish(draft)
    assert "公開していません" in officer.get(draft).text
    assert not place.decisions.exists()
    officer.publish(draft)
    assert {(row["surface"], row["who"]) for row in decisions(place)} == {
        ("結野大学", "みどり環境部 主査"),
        ("町会", "政策課 係長"),
    }
    assert officer.post(f"{draft}/publish").status_code == 409, "it is published already"
    assert officer.decide(second, "町会", "confirm").status_code == 400, "the other decided otherwise"
    other.publish(second)
    assert "変わったものはありません" in other.get(second).text


def test_whether_a_sheet_is_new_is_worked_out_when_it_is_shown(
    officer: Any, sheet: Path, draft: str, tmp_path: Path
) -> None:
    same = officer.bring(sheet)
    longer = tmp_path / sheet.name
    longer.write_bytes(sheet.read_bytes() + b"\n")
    other = officer.bring(longer)
    for each in (same, draft, other):
        assert "新しく加わる" in officer.get(each).text
    officer.publish(draft)
    assert "新しく加わる" not in officer.get(same).text
    assert say("office-place-same", "ja") in officer.get(same).text
    assert say("office-place-replaces", "ja") in officer.get(other).text


def test_a_draft_of_nothing_but_refused_files_is_not_one_to_look_at(officer: Any, sheet: Path) -> None:
    answer = officer.send(("シートではない.txt", "これは様式ではありません。\n".encode()))
    draft = officer.waited(answer.headers["location"])
    assert officer.state(draft) == "read"
    for page in (draft, "/"):
        text = officer.get(page).text
        assert '<span class="state refused">読み取れませんでした</span>' in text
        assert "確認できます" not in text
    assert "nothing could be read" in officer.get(f"/en{draft}").text
    officer.bring(sheet)
    assert "確認できます" in officer.get("/").text


def test_a_bundled_city_takes_no_decisions(place: Any, officer: Any, sheet: Path) -> None:
    shutil.rmtree(place.cities / "yuino")
    draft = officer.bring(sheet)
    page = officer.get(f"{draft}/review").text
    assert "tsunagu city copy yuino" in page
    answer = officer.decide(draft, "結野大学", "confirm")
    assert answer.status_code == 409
    assert "tsunagu city copy yuino" in answer.text
    officer.publish(draft)
    assert current(place.home) is not None, "the sheet itself is published"


def test_publishing_that_was_killed_is_done_again(place: Any, officer: Any, draft: str) -> None:
    officer.decide(draft, "町会", "reject")
    officer.post(f"{draft}/publish")
    end = time.monotonic() + 60
    while not place.decisions.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    job = json.loads((place.home / draft.strip("/") / "job").read_text(encoding="ascii"))
    os.killpg(job["pid"], signal.SIGKILL)
    officer.waited(draft)
    assert "公開が途中で止まりました" in officer.get(draft).text
    assert current(place.home) is None
    officer.publish(draft)
    assert officer.state(draft) == "published"
    assert current(place.home) is not None
    assert [row["surface"] for row in decisions(place)] == ["町会"]


def test_reading_can_be_stopped_and_begun_again(place: Any, officer: Any, sheet: Path) -> None:
    sent = officer.send(*((f"{number}.txt", sheet.read_bytes()) for number in range(30)))
    draft = sent.headers["location"]
    assert officer.state(draft) == "reading"
    assert officer.post(f"{draft}/discard").status_code == 409
    assert officer.post(f"{draft}/publish").status_code == 409
    assert officer.post(f"{draft}/stop").status_code == 303
    officer.waited(draft)
    assert officer.state(draft) == "stopped"
    assert "途中で止まりました" in officer.get(draft).text
    assert officer.post(f"{draft}/again").status_code == 303
    assert officer.state(draft) == "reading"
    officer.post(f"{draft}/stop")
    officer.waited(draft)
    officer.post(f"{draft}/discard")
    assert list((place.home / "drafts").iterdir()) == []
