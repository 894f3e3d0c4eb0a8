"""The graph of one sheet while it is being written: nodes, and the evidence of each."""

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from loaders.cities.city import City
from loaders.document import Span, unwrap
from loaders.sheet import Extraction, Text
from loaders.triples.literals import string, whole
from loaders.triples.spots import Selector, Spots
from ontology.classes import types_of
from ontology.iris import Iris, fragment
from ontology.terms import DCAT, DCT, OA, RDF, SKOS, SPDX, TNG, XSD, media_type

LEARNT = "learnt"
"""The `tng:method` of what no register lists and a sheet gave."""


class Draft:
    """The graph of one sheet, with what is needed to write it.

    Every node that `extracted` or `learnt` makes has its types and at least one piece of evidence.
    """

    def __init__(self, extraction: Extraction, city: City) -> None:
        self.city = city
        self.sheet = extraction.sheet
        self.iris = Iris(city.base, city.code)
        self.graph = Graph(bind_namespaces="none")
        self._document = extraction.document
        self._file = extraction.document.file
        self._spots = Spots(extraction.document)
        self.file_iri = self.iris.file(self._file.sha256)
        self.department_slug = city.department_slug(self.sheet.department.value, self.sheet.fiscal_year)
        self.sheet_slug = self.sheet.slug(self.department_slug)
        self.sheet_iri = self.iris.sheet(self.sheet.fiscal_year, self.sheet_slug)

    def add(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        """Add one triple for each value."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def typed(self, node: URIRef, kind: URIRef) -> None:
        """Give a node its class and all classes above it."""
        self.add(node, RDF.type, *types_of(kind))

    def fresh(self, iri: URIRef) -> URIRef:
        """Return the IRI, or with `_2`, `_3` … where another node of this sheet has it already.

        A sheet that prints one number twice must not have two rows melted into one.
        """
        count, free = 1, iri
        while (free, RDF.type, None) in self.graph:
            count += 1
            free = URIRef(f"{iri}_{count}")
        return free

    def extracted(self, node: URIRef, kind: URIRef, quotes: Iterable[Text]) -> None:
        """Write a node that stands in this sheet alone."""
        self.typed(node, kind)
        self.add(node, TNG.sheet, self.sheet_iri)
        self.cite(node, quotes)

    def learnt(self, node: URIRef, kind: URIRef, label: Literal, quotes: Iterable[Text]) -> None:
        """Write a thing that no register lists, with its name as this sheet prints it."""
        self.typed(node, kind)
        self.add(node, SKOS.prefLabel, label)
        self.add(node, TNG.method, string(LEARNT))
        self.cite(node, quotes)

    def cite(self, node: URIRef, quotes: Iterable[Text]) -> None:
        """Point from a node to the evidence of each quote."""
        for quote in quotes:
            self.add(node, TNG.evidence, self._evidence(quote))

    def words(self, span: Span) -> Text:
        """Return all words that stand on some lines."""
        return Text(unwrap(self._document.lines[span.first - 1 : span.last]), span)

    def owned(self, node: URIRef) -> None:
        """Say whose a sheet or a row is and for which year, so that no query needs a hop."""
        year = self.sheet.fiscal_year
        self.add(node, TNG.department, self.iris.department(self.department_slug))
        self.add(node, TNG.fiscalYear, whole(year))
        self.add(node, DCT.temporal, self.iris.fiscal_year(year))

    def _evidence(self, quote: Text) -> URIRef:
        spot = self._spots.of(quote.span)
        node = self.iris.evidence(self._file.sha256, spot.key, quote.words)
        if (node, RDF.type, TNG.Evidence) in self.graph:
            return node
        words = fragment(node, "quote")
        self.typed(node, TNG.Evidence)
        self.add(node, OA.hasSource, self.file_iri)
        self.add(node, TNG.file, self.file_iri)
        self.add(node, TNG.quote, string(quote.words))
        for predicate, value in spot.properties:
            self.add(node, predicate, value)
        for selector in spot.selectors:
            self._write_selector(node, selector)
        self.add(node, OA.hasSelector, words)
        self.add(words, RDF.type, OA.TextQuoteSelector)
        self.add(words, OA.exact, string(quote.words))
        return node

    def _write_selector(self, evidence: URIRef, selector: Selector) -> None:
        node = fragment(evidence, selector.name)
        self.add(evidence, OA.hasSelector, node)
        self.add(node, RDF.type, OA.FragmentSelector)
        self.add(node, RDF.value, string(selector.value))
        if selector.conforms_to is not None:
            self.add(node, DCT.conformsTo, selector.conforms_to)

    def write_file(self) -> None:
        """Write the node of the file: name, media type, size and checksum."""
        file = self._file
        checksum = fragment(self.file_iri, "checksum")
        self.typed(self.file_iri, TNG.SourceFile)
        self.add(self.file_iri, DCT.title, string(file.name))
        self.add(self.file_iri, DCT.format, media_type(file.media_type))
        self.add(self.file_iri, DCAT.byteSize, Literal(str(file.size), datatype=XSD.nonNegativeInteger))
        self.add(self.file_iri, SPDX.checksum, checksum)
        self.add(checksum, RDF.type, SPDX.Checksum)
        self.add(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
        self.add(checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary))
