"""Files that are ZIP packages: a workbook is read, anything else refused by its name.

Sizes are checked before anything is unpacked. `zipfile` never unpacks more of a member than the size
that was declared and checked here, whatever the member really holds.
"""

import io
import zipfile
from collections.abc import Callable, Iterable
from pyexpat import ParserCreate
from xml.parsers.expat import ExpatError

from core.errors import RefusedFile
from loaders.document import Document
from loaders.read.ods import read_ods
from loaders.read.xlsx import read_xlsx

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 250
_SMALL = 5 * 1024 * 1024  # up to here any ratio is harmless
_ENCRYPTED = 0x1
_PIECE = 64 * 1024

Reader = Callable[[bytes, str], Document]

# What a package holds, by the beginning of a member's name, and who reads it; None: nobody.
_KINDS: tuple[tuple[str, str, Reader | None], ...] = (
    ("xl/workbook.bin", "XLSB", None),
    ("xl/", "XLSX", read_xlsx),
    ("word/", "DOCX", None),
    ("ppt/", "PPTX", None),
)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_package(data: bytes, name: str) -> Document:
    """Return the document of a workbook in a package. Raises `RefusedFile`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_sizes(package.infolist(), len(data), name)
            kind, reader = _kind(package)
            _check_parts(package, name)
    except zipfile.BadZipFile as error:
        raise RefusedFile("file-damaged", file=name, kind="ZIP") from error
    if reader is None:
        raise RefusedFile("file-kind" if kind else "file-archive", file=name, kind=kind)
    return reader(data, name)


def check_sizes(members: Iterable[zipfile.ZipInfo], packed: int, name: str) -> None:
    """Raise `RefusedFile` where a package has more members or unpacks to more than any sheet."""
    members = list(members)
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or (total > _SMALL and total > packed * MAX_RATIO):
        raise RefusedFile("package-too-large", file=name, size=total, members=len(members))
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise RefusedFile("file-encrypted", file=name)


def _kind(package: zipfile.ZipFile) -> tuple[str, Reader | None]:
    names = package.namelist()
    if "mimetype" in names:
        kind = package.read("mimetype").strip()
        return ("ODS", read_ods) if kind == _ODS else (kind.decode("ascii", "replace")[:80], None)
    for beginning, kind_name, reader in _KINDS:
        if any(each.startswith(beginning) for each in names):
            return kind_name, reader
    return "", None


def _check_parts(package: zipfile.ZipFile, name: str) -> None:
    """Raise `RefusedFile` for an XML part with a document type: the place where entities are declared.

    No office program writes one.
    """
    for member in package.namelist():
        if member.lower().endswith((".xml", ".rels", ".vml", ".rdf")) and _has_doctype(package, member):
            raise RefusedFile("package-entities", file=name, part=member)


def _has_doctype(package: zipfile.ZipFile, member: str) -> bool:
    found: list[bool] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    with package.open(member) as part:
        while not found and (piece := part.read(_PIECE)):
            try:
                parser.Parse(piece)
            except ExpatError:
                break  # the reader of the part will say so, if it is needed at all
    return bool(found) and found[0]
