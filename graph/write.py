"""Write a new release beside the others, check it, and let it answer.

Until the last step the current release answers as before, and a kill leaves nothing but a folder
with a temporary name (decision 0006).
"""

from pathlib import Path

from core.errors import HomeError
from graph.content import Content
from graph.disk import TEMPORARY, home_errors, remove_tree, sync, sync_tree
from graph.home import Home
from graph.manifest import MANIFEST, Manifest
from graph.release import Release
from graph.store import build_store
from graph.verify import FRAGMENTS, SOURCES, STORE, problems


def write_release(home: Home, content: Content, files: dict[str, bytes], manifest: Manifest) -> Release:
    """Write, verify and switch to a release; `files` are those of the content."""
    temporary = home.releases / f"{TEMPORARY}{manifest.id}"
    final = home.releases / manifest.id
    with home_errors(temporary):
        try:
            _write(temporary, content, files, manifest)
            found = problems(temporary, manifest)
            if found:
                raise HomeError("release-unsound", release=manifest.id, problems=" ".join(found))
            temporary.rename(final)
        finally:
            if temporary.exists():
                remove_tree(temporary)
        sync(home.releases)
    home.set_current(manifest.id)
    return Release(manifest.id, final, manifest)


def _write(folder: Path, content: Content, files: dict[str, bytes], manifest: Manifest) -> None:
    for part in (FRAGMENTS, SOURCES):
        (folder / part).mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    build_store(folder / STORE, content.fragments())
    (folder / MANIFEST).write_bytes(manifest.as_json())
    sync_tree(folder)
