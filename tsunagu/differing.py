"""What `tsunagu releases diff` shows: sentences, JSON, or a patch."""

import sys
from dataclasses import asdict
from pathlib import Path

from core.errors import UsageError
from core.messages import say, user_language
from graph.differences import compare, patch, sections
from graph.release import Release, before
from tsunagu.published import find_release
from tsunagu.screen import notice, show, show_json


def two_releases(home: Path, old: str | None, new: str | None) -> tuple[Release, Release]:
    """Return the releases with these names: no name means the current one, and the one before the other."""
    after = find_release(home, new)
    found = before(home, after.id) if old is None else find_release(home, old)
    if found is None:
        raise UsageError("difference-no-earlier", release=after.id)
    return found, after


def show_difference(old: Release, new: Release, form: str) -> None:
    """Print what is different; a patch quad by quad, as it is found."""
    if form == "patch":
        sys.stdout.flush()
        sys.stdout.buffer.writelines(patch(old, new))
        sys.stdout.buffer.flush()
    elif form == "json":
        show_json(asdict(compare(old, new)))
    else:
        _show_text(old, new)


def _show_text(old: Release, new: Release) -> None:
    found = compare(old, new)
    told = sections(found, user_language())
    for section in told:
        show(section.heading)
        for line in section.lines:
            show(f"  {line.text}")
    if not told:
        show(say("difference-nothing"))
    notice(say("difference-counts", old=old.id, new=new.id, added=found.added, deleted=found.deleted))
