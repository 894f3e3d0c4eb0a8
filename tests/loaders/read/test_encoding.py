"""The encoding ladder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RefusedFile
from loaders.read.encoding import decode
from loaders.read.text import MAX_BYTES, read_path, read_text

TEXT = "部局の取組みを、まとめました。①活用～令和６年度\r\n（２）ひとりひとりに応じた支援を行います。\r\n"


@pytest.mark.parametrize(
    ("data", "codec", "reason"),
    [
        (TEXT.encode(), "utf-8", "strict-utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", "byte-order-mark"),
        (TEXT.encode("utf-16"), "utf-16", "byte-order-mark"),
        (TEXT.encode("cp932"), "cp932", "most-hiragana"),
        (TEXT.replace("①", "").replace("～", "-").encode("euc_jp"), "euc_jp", "most-hiragana"),
        (TEXT.replace("①", "").replace("～", "-").encode("iso2022_jp"), "iso2022_jp", "escape-sequences"),
    ],
)
def test_each_rung(data, codec, reason):
    text, encoding = decode(data, "a.txt")
    assert encoding.codec == codec
    assert encoding.reason in (reason, "only-cp932-decodes")
    assert "ひとりひとりに応じた支援を行います" in text


def test_broken_utf_8_is_refused_with_its_line():
    data = "一行目です。\n".encode() + b"\xe3\x81" + "二行目です。\n".encode()
    with pytest.raises(RefusedFile) as error:
        decode(data, "a.txt")
    assert error.value.key == "file-encoding"
    assert error.value.values["line"] == 2


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        document = read_text(data, "a.txt")
    except RefusedFile as error:
        assert error.text("ja")
        assert error.text("en")
    else:
        assert document.file.size == len(data)
        assert any(line.strip() for line in document.lines)


def test_lines_end_where_an_editor_ends_them():
    document = read_text("一\r\n二\r三\n四\u2028五\x0c六\x85七\n".encode(), "a.txt")
    assert document.lines == ("一", "二", "三", "四\u2028五\x0c六\x85七")


def test_a_file_that_cannot_be_opened(tmp_path):
    with pytest.raises(RefusedFile) as error:
        read_path(tmp_path / "none.txt")
    assert error.value.key == "file-unreadable"


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(RefusedFile) as error:
        read_path(path)
    assert error.value.key == "file-too-large"
