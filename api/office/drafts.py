"""All drafts of a home: what officers brought, until it is published or discarded (`api.office.folder`)."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.errors import NotFound
from api.office.errors import Conflict
from api.office.folder import Folder
from api.office.records import DRAFT, Draft
from graph.disk import TEMPORARY, home_errors, remove_tree

MOST_DRAFTS = 100
_PRIVATE = 0o700
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Drafts:
    """All drafts of a home."""

    root: Path

    def create(self) -> None:
        """Make the folder, and remove what uploads left that were cut off."""
        with home_errors(self.root):
            self.root.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            self.root.chmod(_PRIVATE)
            for left in self.root.glob(f"{TEMPORARY}*"):
                remove_tree(left)

    def all(self) -> list[Folder]:
        """Return every draft, the newest first."""
        with home_errors(self.root):
            found = [Folder(path) for path in self.root.iterdir() if _ID.fullmatch(path.name)]
        known = [(folder, draft) for folder in found if (draft := folder.read(DRAFT))]
        return [folder for folder, draft in sorted(known, key=lambda pair: pair[1].created, reverse=True)]

    def find(self, draft_id: str) -> Folder:
        """Return the draft with this id; `NotFound` for anything else."""
        folder = Folder(self.root / draft_id)
        if not _ID.fullmatch(draft_id) or not folder.has(DRAFT):
            raise NotFound("office-no-draft")
        return folder

    @contextmanager
    def coming(self) -> Iterator[Folder]:
        """Give a folder for what is coming in; it is out of sight until `arrived`, and gone if not."""
        if len(self.all()) >= MOST_DRAFTS:
            raise Conflict("office-too-many-drafts", limit=MOST_DRAFTS)
        path = self.root / f"{TEMPORARY}{secrets.token_hex(8)}"
        with home_errors(path):
            path.mkdir(mode=_PRIVATE)
            (path / "files").mkdir(mode=_PRIVATE)
        try:
            yield Folder(path)
        finally:
            if path.exists():
                remove_tree(path)

    def arrived(self, folder: Folder, who: str, files: tuple[str, ...], city: str | None) -> Folder:
        """Let a draft be seen that has come in whole."""
        draft_id = folder.path.name.removeprefix(TEMPORARY)
        created = datetime.now().astimezone().isoformat(timespec="seconds")
        folder.write(DRAFT, Draft(draft_id, who, created, files, city))
        with home_errors(folder.path):
            return Folder(folder.path.rename(self.root / draft_id))

    def discard(self, folder: Folder) -> None:
        """Remove a draft with all that is in it; `Conflict` while a job runs."""
        os.close(folder.begin())
        with home_errors(folder.path):
            remove_tree(folder.path)
