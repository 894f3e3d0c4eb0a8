"""Names and places of files that are not taken as they come."""

from pathlib import Path

import pytest

from core.errors import RefusedFile
from loaders.read.paths import check_inside, check_name


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.csv").write_bytes(b"a,b\n")
    link = tmp_path / "in" / "link.csv"
    link.symlink_to(tmp_path / "secret.csv")
    with pytest.raises(RefusedFile) as error:
        check_inside(link, tmp_path / "in")
    assert error.value.key == "file-link-outside"
    check_inside(tmp_path / "in" / "other.csv", tmp_path / "in")


def test_a_name_that_cannot_be_shown_is_shown_with_escapes() -> None:
    with pytest.raises(RefusedFile) as error:
        check_name("a\nb\udce3.csv")
    assert error.value.text("en").startswith("a\\u000ab\\udce3.csv: ")
    check_name("目標　（確定）①.xlsx")
