"""Large releases in little time: the sheets of the example city, copied for departments that are made up.

A copy has the triples of its original under IRIs of its own, and its department is called what the
original's is. It is made of N-Quads, not read from a sheet: a release of 1,000 sheets is there in a
minute. `many.py` measures reading and building.
"""

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from measure import EXAMPLES
from pyoxigraph import DefaultGraph, RdfFormat, Store

from graph.build import build
from graph.fragments import Fragment
from graph.release import Release, current
from graph.store import build_store
from loaders.cities.find import cities

_DEPARTMENT = re.compile(r"/graph/sheet/\d{4}/([^/]+)")
_OWN = re.compile(rb"/(?:ev|file|indicator)/")
_DEPARTMENT_IS = re.compile(rb"<[^>]+/dept/[^>]+> <[^>]+#(?:type|prefLabel|unitOf)> ")


def release_of(home: Path, sheets: int) -> Release:
    """Return a release with so many sheets, made in `home` if it is not there yet."""
    made = current(home)
    if made is not None:
        return made
    small = build(EXAMPLES, home, cities(), jobs=1).release
    assert small is not None
    with_copies = small.path.with_name("copies")
    build_store(with_copies, list(_fragments(small, sheets)))
    shutil.rmtree(small.store_path)
    with_copies.rename(small.store_path)
    return small


def triples_file(release: Release, place: Path) -> Path:
    """Write what a query sees, the default graph, as N-Triples for servers that load files."""
    Store.read_only(str(release.store_path)).dump(place, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return place


def sheets_of(release: Release, sheets: int) -> Iterator[Fragment]:
    """Yield so many graphs of sheets: the release's own, then copies of them."""
    originals = [release.fragment(entry) for entry in release.manifest.sheets]
    yield from originals[:sheets]
    shared = (release.fragment(entry) for entry in release.manifest.graph_files())
    told = [triple for each in shared for triple in each.triples() if _DEPARTMENT_IS.match(triple)]
    for number, original in zip(range(len(originals), sheets), itertools.cycle(originals), strict=False):
        yield _copy(original, told, number)


def _fragments(release: Release, sheets: int) -> Iterator[Fragment]:
    """Yield the graphs of a release, and copies of its sheets until there are enough."""
    own = {entry.fragment for entry in release.manifest.sheets}
    yield from (release.fragment(each) for each in release.manifest.graph_files() if each.fragment not in own)
    yield from sheets_of(release, max(sheets, len(own)))


def _copy(original: Fragment, told: list[bytes], number: int) -> Fragment:
    found = _DEPARTMENT.search(original.graph)
    assert found is not None, original.graph
    old, new = found.group(1), f"{found.group(1)}-{number}"
    graph = b" <%s> .\n" % original.graph.encode()
    named = [name.removesuffix(b" .") + graph for name in told if b"/%s> " % old.encode() in name]
    data = b"".join([original.data, *named]).replace(old.encode(), new.encode())
    data = _OWN.sub(rb"\g<0>%d-" % number, data)
    return Fragment.of(f"{number}-{original.name}", original.graph.replace(old, new), data)
