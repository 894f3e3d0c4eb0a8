"""Is a release what it says it is? Checked before it is published, and whenever someone asks.

- every file is there, unchanged, and no other
- the dump is the merge of the fragments, and the counts are right
- the store opens, and holds exactly the dump and its merge
- the search index holds what has a name or a text, and nothing else
- the names for reconciliation are those of the graphs
- the networks hold the points and edges that their views find in the store
- every quote stands in its file, on its lines
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from core.messages import say
from graph.fragments import Fragment, dump, merged
from graph.manifest import MANIFEST, GraphEntry, Manifest
from graph.network import LIST, differing
from graph.reconcile import NAMES
from graph.reconcile import differs as names_differ
from graph.search import SEARCH, differs
from graph.sources import SourceText, parse_source
from graph.store import holds_exactly
from ontology.terms import TNG

DUMP = "dump.nq"
FINDINGS = "findings.json"
FRAGMENTS = "fragments"
SOURCES = "sources"
STORE = "store"
WITHHELD = "withheld"
"""What a city holds back (`graph.held`)."""

Problems = Iterator[str]


def problems(folder: Path, manifest: Manifest) -> list[str]:
    """Return what is wrong with a release, as sentences; nothing when all is well."""
    damaged = list(_files(folder, manifest))
    if damaged:
        return damaged  # what follows reads these files
    fragments = [read_fragment(folder, entry) for entry in manifest.graph_files()]
    checks: tuple[Callable[[Path, Manifest, Sequence[Fragment]], Problems], ...] = (
        _counts,
        _store,
        _search,
        _names,
        _quotes,
    )
    return [problem for check in checks for problem in check(folder, manifest, fragments)]


def read_fragment(folder: Path, entry: GraphEntry, part: str = FRAGMENTS) -> Fragment:
    """Return one named graph of a release."""
    return Fragment.of(entry.fragment, entry.graph, (folder / part / entry.fragment).read_bytes())


def read_source(folder: Path, sha256: str, part: str = SOURCES) -> SourceText:
    """Return the lines of one file of a release."""
    return parse_source((folder / part / f"{sha256}.json").read_bytes())


def _files(folder: Path, manifest: Manifest) -> Problems:
    for name, checksum in manifest.checksums.items():
        place = folder / name
        if not place.is_file():
            yield say("release-file-missing", file=name)
        elif hashlib.sha256(place.read_bytes()).hexdigest() != checksum:
            yield say("release-file-differs", file=name)
    known = {folder / name for name in (*manifest.checksums, MANIFEST)}
    for place in sorted(folder.rglob("*")):
        if place.is_file() and place not in known and folder / STORE not in place.parents:
            yield say("release-file-unknown", file=str(place.relative_to(folder)))


def _counts(folder: Path, manifest: Manifest, fragments: Sequence[Fragment]) -> Problems:
    with (folder / DUMP).open("rb") as file:
        if any(one != other for one, other in zip_longest(file, dump(fragments))):
            yield say("release-dump-differs")
    for fragment in fragments:
        if fragment.count != manifest.graphs.get(fragment.graph):
            yield say("release-count-differs", graph=fragment.graph)
    if sum(1 for _ in merged(fragments)) != manifest.merged:
        yield say("release-count-differs", graph="default")


def _store(folder: Path, manifest: Manifest, fragments: Sequence[Fragment]) -> Problems:
    try:
        store = Store.read_only(str(folder / STORE))
    except OSError as error:
        yield say("release-store-unreadable", reason=str(error))
        return
    if holds_exactly(store, fragments):
        yield from _networks(folder, manifest, store)  # from another store they would say nothing
    else:
        yield say("release-store-differs")


def _search(folder: Path, manifest: Manifest, fragments: Sequence[Fragment]) -> Problems:
    if SEARCH not in manifest.checksums:
        return  # made before there was one; the next build adds it
    if differs(folder / SEARCH, fragments):
        yield say("release-search-differs")


def _names(folder: Path, manifest: Manifest, fragments: Sequence[Fragment]) -> Problems:
    if NAMES in manifest.checksums and names_differ(folder / NAMES, fragments):
        yield say("release-names-differ")


def _networks(folder: Path, manifest: Manifest, store: Store) -> Problems:
    if LIST not in manifest.checksums:
        return  # made before there were any; the next build adds them
    for view in differing(folder, store):
        yield say("release-network-differs", view=view)


def _quotes(folder: Path, manifest: Manifest, fragments: Sequence[Fragment]) -> Problems:
    files = {entry.graph: entry.sha256 for entry in manifest.sheets}
    for fragment in fragments:
        sha256 = files.get(fragment.graph)
        source = read_source(folder, sha256) if sha256 else None
        for evidence, said in sorted(_evidence(fragment).items()):
            if not _stands(said, source):
                yield say("release-quote-missing", evidence=evidence, quote=said.get(str(TNG.quote), "—"))


def _evidence(fragment: Fragment) -> dict[str, dict[str, str]]:
    """Return what a graph says of each node that has a quote, by property."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(fragment.data, format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate.value] = quad.object.value
    evidence = {str(TNG.quote), str(TNG.line), str(TNG.lineEnd)}
    return {node: values for node, values in said.items() if evidence & values.keys()}


def _stands(said: dict[str, str], source: SourceText | None) -> bool:
    """Tell whether a quote stands where it says. One without a place or in another file does not."""
    named = said.get(str(TNG.file), "").rsplit("/", 1)[-1]
    quote = said.get(str(TNG.quote))
    first = said.get(str(TNG.line), "0")
    last = said.get(str(TNG.lineEnd), first)
    if source is None or source.sha256 != named or quote is None:
        return False
    return source.quote_stands(quote, int(first), int(last))
