"""Write a new release beside the others, check it, and let it answer.

Until the last step the current release answers as before, and a kill leaves nothing but a folder
with a temporary name (decision 0006).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from core.errors import HomeError
from graph.content import Content
from graph.disk import TEMPORARY, home_errors, remove_tree, sync, sync_tree
from graph.dumps.writing import write_dumps
from graph.fragments import dump
from graph.home import Home
from graph.manifest import MANIFEST, Manifest
from graph.network.writing import write_networks
from graph.reconcile import NAMES, write_names
from graph.release import Release
from graph.search import SEARCH, write_index
from graph.store import build_store, open_folder
from graph.verify import DUMP, FRAGMENTS, SOURCES, STORE, WITHHELD, problems


def write_release(home: Home, content: Content, previous: str | None) -> Release:
    """Write, verify and switch to a release with this content; `previous` is the one before it."""
    release_id = content.release_id(home.next_number())
    temporary = home.releases / f"{TEMPORARY}{release_id}"
    final = home.releases / release_id
    with home_errors(temporary):
        try:
            manifest = _write(temporary, content, release_id, home.releases / previous if previous else None)
            found = problems(temporary, manifest)
            if found:
                raise HomeError("release-unsound", release=release_id, problems=" ".join(found))
            temporary.rename(final)
        finally:
            if temporary.exists():
                remove_tree(temporary)
        sync(home.releases)
    home.set_current(release_id)
    return Release(release_id, final, manifest)


def _write(folder: Path, content: Content, release_id: str, before: Path | None) -> Manifest:
    """Write everything; `before` is the folder of the release before it."""
    for part in (FRAGMENTS, SOURCES, *([WITHHELD] if content.withholds() else [])):
        (folder / part).mkdir(parents=True)
    for name, data in content.files():
        (folder / name).write_bytes(data)
    made = {DUMP: _write_lines(folder / DUMP, dump(content.fragments()))}
    made[SEARCH] = write_index(folder / SEARCH, content.fragments())
    made[NAMES] = write_names(folder / NAMES, content.fragments(), content.city_names())
    merged = build_store(folder / STORE, content.fragments())
    made |= write_networks(folder, open_folder(folder / STORE), before)
    previous = before.name if before else None
    manifest = content.manifest(release_id, previous, merged, made)
    dumps = write_dumps(Release(release_id, folder, manifest))
    manifest = replace(manifest, checksums=dict(sorted({**manifest.checksums, **dumps}.items())))
    (folder / MANIFEST).write_bytes(manifest.as_json())
    sync_tree(folder)
    return manifest


def _write_lines(place: Path, lines: Iterable[bytes]) -> str:
    """Write lines as they come and return the sha-256 of the file."""
    checksum = hashlib.sha256()
    with place.open("wb") as file:
        for line in lines:
            file.write(line)
            checksum.update(line)
    return checksum.hexdigest()
