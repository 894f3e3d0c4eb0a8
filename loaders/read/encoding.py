"""The encoding ladder: byte order mark, ISO-2022-JP escapes, strict UTF-8, then cp932 or EUC-JP.

`shift_jis` is never used: it lacks the characters (①, ㈱, ～) that Japanese Windows writes.
"""

import codecs
import re

from core.errors import RefusedFile
from loaders.document import Encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIRAGANA = re.compile(r"[ぁ-ん]")
_MOSTLY = 0.8
_DOUBLE = 2
_SECOND_LEVEL = b"\x98\x9f"  # the first kanji of the second level of JIS, in cp932
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([JB]")


def decode(data: bytes, name: str) -> tuple[str, Encoding]:
    """Return the text and how it was found. Raises `RefusedFile` where no rung of the ladder holds.

    >>> decode("まちづくり①".encode("cp932"), "a.txt")[1].codec
    'cp932'
    """
    if not data.strip():
        raise RefusedFile("file-empty", file=name)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec, name), Encoding(codec, "byte-order-mark")
    if b"\x00" in data:
        raise RefusedFile("file-binary", file=name)
    if _ISO_2022_JP.search(data):
        return _strict(data, "iso2022_jp", name), Encoding("iso2022_jp", "escape-sequences")
    try:
        return data.decode("utf-8"), Encoding("utf-8", "strict-utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, name, error)


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _broken(data, name, codec, error) from error


def _legacy(data: bytes, name: str, utf8_error: UnicodeDecodeError) -> tuple[str, Encoding]:
    """Choose between cp932 and EUC-JP: the right one of two that decode shows more hiragana.

    A file that is UTF-8 but for a few broken bytes is not taken for cp932: the wrong decoding of
    UTF-8 shows hardly any.
    """
    texts = {codec: text for codec in ("cp932", "euc_jp") if (text := _try(data, codec)) is not None}
    best = max(texts, key=lambda codec: len(_HIRAGANA.findall(texts[codec])), default=None)
    if best is not None and len(_HIRAGANA.findall(texts[best])) * 20 >= len(texts[best]):
        return texts[best], Encoding(best, "only-cp932-decodes" if len(texts) == 1 else "most-hiragana")
    best = max(texts, key=lambda codec: _common(texts[codec]), default=None)
    if best is None or _common(texts[best]) < _MOSTLY:
        raise _broken(data, name, "utf-8", utf8_error)
    return texts[best], Encoding(best, "common-characters")


def _common(text: str) -> float:
    """Return the share of common characters among those that are not ASCII.

    Tables of figures have little hiragana. But every wrong decoding is full of rare kanji and of
    half-width katakana.
    """
    foreign = [char for char in text if not char.isascii()]
    return sum(map(_is_common, foreign)) / max(len(foreign), 1)


def _is_common(char: str) -> bool:
    """Tell whether a character is a symbol, a letter, kana, or a kanji of the first level of JIS."""
    code = char.encode("cp932", "ignore")
    return len(code) == _DOUBLE and code < _SECOND_LEVEL


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _broken(data: bytes, name: str, codec: str, error: UnicodeDecodeError) -> RefusedFile:
    line = data.count(b"\n", 0, error.start) + 1
    return RefusedFile("file-encoding", file=name, codec=codec, line=line, byte=error.start + 1)
