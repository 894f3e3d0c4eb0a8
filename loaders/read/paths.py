"""Names and places of files that are not taken as they come."""

import re
from pathlib import Path

from core.errors import RefusedFile

# Controls and line ends would break every list that shows the name; marks of direction show another
# name than the real one; lone surrogates are bytes that are no text at all.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def check_name(name: str) -> None:
    """Raise `RefusedFile` for a file name that cannot be shown on one line as it is."""
    if _UNSHOWABLE.search(name):
        shown = _UNSHOWABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", name)
        raise RefusedFile("file-name-unshowable", file=shown)


def check_inside(path: Path, folder: Path) -> None:
    """Raise `RefusedFile` for a link that leads out of the folder that was given."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RefusedFile("file-link-outside", file=path.name)
