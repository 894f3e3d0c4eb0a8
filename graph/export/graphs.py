"""The graphs of a release in the formats of RDF, statement by statement.

N-Quads, TriG and JSON-LD hold every named graph, Turtle the merge of all of them.
"""

import shutil
from io import BufferedReader
from typing import BinaryIO, Protocol

from pyoxigraph import RdfFormat, parse, serialize

from graph.disk import home_errors
from graph.fragments import merged
from graph.release import Release
from graph.store import Lines
from ontology.terms import PREFIXES


class Writer(Protocol):
    """Writes a release to a stream."""

    def __call__(self, release: Release, out: BinaryIO) -> None:
        """Write it."""


def nquads(release: Release, out: BinaryIO) -> None:
    """Write the file that the release holds."""
    with home_errors(release.dump_path), release.dump_path.open("rb") as dump:
        shutil.copyfileobj(dump, out)


def trig(release: Release, out: BinaryIO) -> None:
    """Write TriG."""
    _all_graphs(release, out, RdfFormat.TRIG)


def jsonld(release: Release, out: BinaryIO) -> None:
    """Write JSON-LD in its expanded form, which needs no context."""
    _all_graphs(release, out, RdfFormat.JSON_LD)


def turtle(release: Release, out: BinaryIO) -> None:
    """Write the merge of all graphs as Turtle; a triple of several graphs comes once."""
    lines = merged([release.fragment(entry) for entry in release.manifest.graph_files()])
    triples = parse(BufferedReader(Lines(lines)), format=RdfFormat.N_TRIPLES)
    serialize((each.triple for each in triples), out, format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _all_graphs(release: Release, out: BinaryIO, form: RdfFormat) -> None:
    with home_errors(release.dump_path), release.dump_path.open("rb") as dump:
        serialize(parse(dump, format=RdfFormat.N_QUADS), out, format=form, prefixes=PREFIXES)
