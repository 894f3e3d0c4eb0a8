"""Where an export goes: a file that is whole or not there, or stdout."""

import sys
from pathlib import Path

from core.errors import UsageError
from core.messages import say
from graph.export import FORMATS, export
from graph.release import Release
from tsunagu.screen import notice


def to_stdout(release: Release, form: str) -> None:
    """Write to stdout; what is no text is not thrown at a terminal."""
    if FORMATS[form].binary and sys.stdout.isatty():
        raise UsageError("export-needs-file", form=form)
    sys.stdout.flush()
    export(release, form, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def to_file(release: Release, form: str, file: Path) -> None:
    """Write a file beside its place, and put it there when it is whole; no file is overwritten."""
    if file.exists():
        raise UsageError("export-exists", file=file)
    beside = file.with_name(f".{file.name}.part")
    try:
        with beside.open("wb") as out:
            export(release, form, out)
        beside.replace(file)
    except OSError as error:
        raise UsageError("export-unwritable", file=file, reason=error.strerror or error) from error
    finally:
        beside.unlink(missing_ok=True)
    size = file.stat().st_size
    notice(say("export-done", file=file, release=release.id, size=f"{size:,}"))
