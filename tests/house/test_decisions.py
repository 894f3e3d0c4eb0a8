"""Decision records are short, and each is cited from the code that it explains."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
CODE = {".py", ".ttl", ".rq", ".toml", ".css", ".js", ".html", ""}


def test_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_record_is_short(record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 25
    assert lines[0].startswith(f"# {record.name[:4]} ")


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_record_is_cited_from_code(record: Path, texts: dict[Path, str]) -> None:
    sign = re.compile(rf"decisions? (?:\d{{4}} and )?{record.name[:4]}\b|{record.stem}")
    citing = [path for path, text in texts.items() if path.suffix in CODE and sign.search(text)]
    assert [path for path in citing if "tests" not in path.parts]


def test_no_citation_of_a_record_that_is_not_there(texts: dict[Path, str]) -> None:
    known = {path.name[:4] for path in RECORDS}
    for path, text in texts.items():
        if path.suffix in CODE and "tests" not in path.parts:
            assert set(re.findall(r"\bdecision (\d{4})\b", text)) <= known, path
