"""Which kind of file it is, by its first bytes. The name of a file is not believed."""

import re
from dataclasses import dataclass

from core.errors import RefusedFile

READABLE = frozenset(
    {".txt", ".csv", ".tsv", ".tab", ".pdf", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods"}
)
"""Suffixes of files that a walk through a folder takes; the content decides how each is read."""

_HEAD = 1024
_PDF_LATER = re.compile(rb"(?:^|[\r\n\x00])%PDF-\d")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!--|html|table|head|body)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the bytes it begins with, and the reader in the child process.

    Where there is no reader, the file is refused by the kind's name.
    """

    kind: str
    begins: tuple[bytes, ...]
    reader: str | None = None


_FORMATS = (
    Format("PDF", (b"%PDF-",), "pdf"),
    Format("ZIP", (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), "package"),
    Format("OLE", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), "compound"),
    Format("PNG", (b"\x89PNG",)),
    Format("JPEG", (b"\xff\xd8\xff",)),
    Format("GIF", (b"GIF87a", b"GIF89a")),
    Format("TIFF", (b"II*\x00", b"MM\x00*")),
    Format("RTF", (b"{\\rtf",)),
    Format("GZIP", (b"\x1f\x8b",)),
    Format("7Z", (b"7z\xbc\xaf\x27\x1c",)),
    Format("RAR", (b"Rar!\x1a\x07",)),
    Format("ELF", (b"\x7fELF",)),
)


def reader_for(data: bytes, name: str) -> str | None:
    """Return the reader in the child process for these bytes, None for text.

    Raises `RefusedFile` for kinds that nobody reads.
    """
    for each in _FORMATS:
        if data.startswith(each.begins):
            if each.reader is None:
                raise RefusedFile("file-kind", file=name, kind=each.kind)
            return each.reader
    if _PDF_LATER.search(data[:_HEAD]):
        return "pdf"
    if _MARKUP.match(data):
        raise RefusedFile("file-markup", file=name)
    return None
