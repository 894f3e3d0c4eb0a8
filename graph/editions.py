"""What the graph says of an edition that a later one replaced: that it was, and its file.

It has a small named graph of its own, so that the graph of the sheet is what the sheet says:

    <…/sheet/2024/midori>  prov:wasRevisionOf  <…/sheet/2024/midori/edition/initial>
"""

from rdflib import Graph, Literal, URIRef

from graph.claims import FIRST_EDITION
from graph.fragments import Fragment
from graph.loaded import Loaded
from graph.manifest import FileEntry
from loaders.triples import nquads
from ontology.iris import Iris, below, fragment
from ontology.terms import DCAT, DCT, PROV, RDF, SKOS, SPDX, TNG, XSD, media_type

_SLUGS = {FIRST_EDITION: "initial"}


def edition_fragment(sheet: Loaded, older: FileEntry) -> Fragment:
    """Return the graph of an older edition of a sheet."""
    slug = _SLUGS.get(older.edition, older.edition)
    name = below(URIRef(sheet.fragment.graph), "edition", slug)
    file_name = f"{sheet.fragment.name.removesuffix('.nq')}-edition-{name.rsplit('/', 1)[1]}.nq"
    return Fragment.of(file_name, str(name), nquads(_graph(sheet, older, slug), name))


def _graph(sheet: Loaded, older: FileEntry, slug: str) -> Graph:
    made = Graph(bind_namespaces="none")
    node = below(URIRef(sheet.sheet), "edition", slug)
    # The base of a city is what stands before the part that all its things have.
    file = Iris(sheet.sheet.partition("id/lg/")[0], sheet.code).file(older.sha256)
    checksum = fragment(file, "checksum")
    label = Literal(f"{sheet.department} {sheet.fiscal_year}（{older.edition}）", lang="ja")
    for triple in (
        (URIRef(sheet.sheet), PROV.wasRevisionOf, node),
        (node, RDF.type, PROV.Entity),
        (node, SKOS.prefLabel, label),
        (node, TNG.edition, Literal(older.edition)),
        (node, PROV.wasDerivedFrom, file),
        (file, RDF.type, TNG.SourceFile),
        (file, RDF.type, PROV.Entity),
        (file, DCT.title, Literal(older.file)),
        (file, DCT.format, media_type(older.media_type)),
        (file, DCAT.byteSize, Literal(str(older.size), datatype=XSD.nonNegativeInteger)),
        (file, SPDX.checksum, checksum),
        (checksum, RDF.type, SPDX.Checksum),
        (checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (checksum, SPDX.checksumValue, Literal(older.sha256, datatype=XSD.hexBinary)),
    ):
        made.add(triple)
    return made
