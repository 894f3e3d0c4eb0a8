"""Text files: decoded, cut into lines, and counted."""

import hashlib
import re
from pathlib import Path

from core.errors import RefusedFile
from loaders.document import Document, Encoding, SourceFile
from loaders.read.encoding import decode

MAX_BYTES = 20 * 1024 * 1024
_LINE_END = re.compile(r"\r\n|\r|\n")
# Control characters that a text has no use for; tab, line ends and form feed are common.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_path(path: Path) -> bytes:
    """Return the bytes of a file. Raises `RefusedFile` where that cannot be."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise RefusedFile("file-too-large", file=path.name, size=size, limit=MAX_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise RefusedFile("file-unreadable", file=path.name, reason=error.strerror or str(error)) from error


def read_text(data: bytes, name: str) -> Document:
    """Return the document of a text file. Raises `RefusedFile` for what is no text."""
    return lines_of_text(data, name, *decoded(data, name))


def decoded(data: bytes, name: str) -> tuple[str, Encoding]:
    """Return the text of a file and how it was found. Raises `RefusedFile` for what is no text."""
    text, encoding = decode(data, name)
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise RefusedFile("file-binary", file=name)
    return text, encoding


def lines_of_text(data: bytes, name: str, text: str, encoding: Encoding) -> Document:
    """Return a decoded text as lines.

    They end at CR LF, CR or LF and nowhere else, so that line numbers are those of any editor.
    """
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    if not any(line.strip() for line in lines):
        raise RefusedFile("file-empty", file=name)
    file = SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), "text/plain")
    return Document(file, encoding, tuple(lines))
