"""`tsunagu read`, and what the command does with input that is no sheet."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

BAD_FILES = {
    "empty.txt": b"",
    "blank.txt": b"\n \n\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "letter.txt": "拝啓\n春のお喜びを申し上げます。\n敬具\n".encode(),
    "broken.txt": "部局マネジメントシート\n".encode() + b"\x81\xff\xfe\x80\n",
}


def test_tables_go_to_stdout_and_nothing_else_is_said(tsunagu: Callable, sheets: list[Path]) -> None:
    ended = tsunagu("read", sheets[0])
    assert ended.status == 0
    assert ended.err == ""
    assert sheets[0].name in ended.out
    assert "why this city" in ended.out
    assert " unread (" in ended.out.splitlines()[-1]


def test_json_is_complete(tsunagu: Callable, sheets: list[Path]) -> None:
    data = json.loads(tsunagu("read", sheets[0], "--json").out)
    assert data["sheet"]["objectives"]
    assert data["recognised"]
    assert data["document"]["encoding"]["reason"]
    assert sum(data["line_counts"].values()) == len(data["document"]["lines"]) == len(data["sheet"]["lines"])
    assert data["unread_lines"] == []
    for objective in data["sheet"]["objectives"]:
        for item in objective["items"]:
            assert 1 <= item["span"]["first"] <= item["span"]["last"] <= len(data["document"]["lines"])


def test_unread_lines_are_shown(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    strange = tmp_path / "strange.txt"
    lines = sheets[1].read_bytes().decode("utf-8-sig").splitlines()
    strange.write_text("\n".join([*lines, "", "〒000-0000　おわりに"]) + "\n", encoding="utf-8")
    data = json.loads(tsunagu("read", strange, "--json").out)
    ended = tsunagu("read", strange)
    if data["unread_lines"]:
        assert "Lines that nothing used" in ended.out
        assert "おわりに" in ended.out
    else:
        used = [item for key in ("missions", "directions", "summaries") for item in data["sheet"][key]]
        used += [item for objective in data["sheet"]["objectives"] for item in objective["items"]]
        assert any("おわりに" in item["printed"] for item in used)


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_input_ends_with_a_sentence(tsunagu: Callable, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name])
    for command, status in (("read", 1), ("validate", 1), ("build", 2)):
        ended = tsunagu(command, tmp_path / name)
        assert ended.status == status, command
        assert name in ended.err
        assert "Traceback" not in ended.err
        assert name not in ended.out


def test_no_such_file(tsunagu: Callable) -> None:
    assert tsunagu("read", "nowhere.txt").status == 1
    assert tsunagu("build", "nowhere.txt").status == 2
    assert tsunagu("validate", "nowhere.txt").status == 2


def test_no_permission(
    tsunagu: Callable, sheets: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_bytes(sheets[0].read_bytes())
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:  # root may read everything, so chmod would show nothing
        if path.name == locked.name:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for command, status in (("read", 1), ("build", 2)):
        ended = tsunagu(command, locked)
        assert ended.status == status
        assert "locked.txt" in ended.err


def test_a_sheet_of_an_unknown_city(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    text = sheets[1].read_bytes().decode("utf-8-sig")
    text = text.replace("結野", "星川").replace("まなび育ち部", "ほしぞら部")
    # Numbers keep their place, but no register has them under these names.
    text = re.sub(r"(?m)(^| )(\d{1,2}) (?=[^\d ])", r"\1\2 ほしぞらの", text)
    (tmp_path / "foreign.txt").write_text(text, encoding="utf-8")
    ended = tsunagu("read", "foreign.txt")
    assert ended.status == 1
    assert "--city" in ended.err
    assert tsunagu("read", "foreign.txt", "--city", "yuino").status == 0


def test_a_city_that_nobody_knows(tsunagu: Callable, sheets: list[Path]) -> None:
    ended = tsunagu("read", sheets[0], "--city", "どこか市")
    assert ended.status == 2
    assert "yuino" in ended.err
    assert ended.out == ""


def test_ctrl_c_is_quiet(tsunagu: Callable, sheets: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.extract.extract", interrupt)
    ended = tsunagu("read", sheets[0])
    assert ended.status == 130
    assert "Traceback" not in ended.err
