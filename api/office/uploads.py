"""Files that come in become a draft: stored under names of our own, cut off at the limits."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import BinaryIO

from starlette.requests import Request

from api.errors import BodyTooLarge
from api.office.drafts import Drafts
from api.office.errors import Refused
from api.office.folder import Folder
from api.office.forms import Event, Field, FileBegins, read_multipart
from api.office.sessions import Session
from core.errors import RefusedFile
from graph.disk import home_errors
from loaders.read.paths import check_name

MOST_FILES = 200
_LONGEST_NAME = 240
"""Bytes of a name; file systems end at 255."""


async def take_upload(request: Request, session: Session, drafts: Drafts, limit: int) -> Folder:
    """Return the draft that a form with files makes. Nothing is left of one that is refused.

    The secret of the form stands before the files, so that nobody else's bytes reach the disk.
    """
    with drafts.coming() as folder:
        coming = _Coming(folder, session)
        with coming.files:
            await coming.take(read_multipart(request, limit))
        session.check(coming.fields.get("csrf", ""))
        if not coming.names:
            raise Refused("office-no-file")
        return drafts.arrived(folder, session.who, tuple(coming.names), coming.fields.get("city") or None)


class _Coming:
    """An upload under way."""

    def __init__(self, folder: Folder, session: Session) -> None:
        self.names: list[str] = []
        self.fields: dict[str, str] = {}
        self.files = ExitStack()
        self._folder = folder
        self._session = session
        self._file: BinaryIO | None = None

    async def take(self, events: AsyncIterator[Event]) -> None:
        async for event in events:
            if isinstance(event, Field):
                self.fields[event.name] = event.value
            elif isinstance(event, FileBegins):
                self._begin(event.filename)
            elif self._file is not None:
                with home_errors(self._folder.files):
                    self._file.write(event)

    def _begin(self, filename: str) -> None:
        """Open a file. A browser sends one without a name where none was chosen."""
        self._session.check(self.fields.get("csrf", ""))
        self._file = None
        if not filename:
            return
        self.names.append(shown_name(filename))
        if len(self.names) > MOST_FILES:
            raise BodyTooLarge("office-too-many-files", limit=MOST_FILES)
        with home_errors(self._folder.files):
            self._file = self.files.enter_context((self._folder.files / str(len(self.names))).open("xb"))


def shown_name(filename: str) -> str:
    r"""Return the name of a file without its folders. Raises `Refused` for one that cannot be shown.

    >>> shown_name("C:\\Users\\Public\\midori.xlsx"), shown_name("../../midori.xlsx")
    ('midori.xlsx', 'midori.xlsx')
    """
    name = PurePosixPath(filename.replace("\\", "/")).name
    if not name or name == ".." or len(name.encode(errors="replace")) > _LONGEST_NAME:
        raise Refused("office-file-name")
    try:
        check_name(name)
    except RefusedFile as error:
        raise Refused(error.key, **error.values) from error
    return name
