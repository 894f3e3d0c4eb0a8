"""Every IRI that the code uses, as `rdflib.URIRef` constants, one class for each vocabulary.

    >>> TNG.Goal
    rdflib.term.URIRef('https://w3id.org/tsunagu/def#Goal')
    >>> SKOS.prefLabel in SKOS.terms().values()
    True

A term is an annotation, so a misspelt one is an error for mypy and at run time. `TNG` holds the
whole own vocabulary, as `tsunagu.ttl` and `schemes/` define it (a test compares them); the others
hold what the code uses of them. rdflib's own namespaces lack terms of DCAT 3, P-Plan and CPSV-AP,
so all stand here alike.
"""
# The local names are those of the vocabularies, not of Python.
# ruff: noqa: N815

from rdflib import URIRef

from ontology.naming import Vocabulary
from ontology.own import TNG

__all__ = [
    "CPSV",
    "CV",
    "DCAT",
    "DCATAP",
    "DCT",
    "ELI",
    "FOAF",
    "OA",
    "ORG",
    "OWL",
    "PPLAN",
    "PREFIXES",
    "PROV",
    "QB",
    "RDF",
    "RDFS",
    "RFC5147",
    "RFC7111",
    "RFC8118",
    "SCHEMA",
    "SKOS",
    "SPDX",
    "TIME",
    "TNG",
    "VCARD",
    "VOID",
    "XSD",
    "media_type",
]


class RDF(Vocabulary, base="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """Resource Description Framework."""

    Property: URIRef
    first: URIRef
    langString: URIRef
    type: URIRef
    value: URIRef


class RDFS(Vocabulary, base="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema."""

    Class: URIRef
    comment: URIRef
    domain: URIRef
    isDefinedBy: URIRef
    label: URIRef
    range: URIRef
    seeAlso: URIRef
    subClassOf: URIRef
    subPropertyOf: URIRef


class OWL(Vocabulary, base="http://www.w3.org/2002/07/owl#"):
    """Web Ontology Language."""

    Class: URIRef
    DatatypeProperty: URIRef
    ObjectProperty: URIRef
    Ontology: URIRef
    deprecated: URIRef
    versionIRI: URIRef
    versionInfo: URIRef


class XSD(Vocabulary, base="http://www.w3.org/2001/XMLSchema#"):
    """Datatypes of XML Schema."""

    boolean: URIRef
    date: URIRef
    dateTime: URIRef
    decimal: URIRef
    hexBinary: URIRef
    integer: URIRef
    nonNegativeInteger: URIRef
    string: URIRef


class SKOS(Vocabulary, base="http://www.w3.org/2004/02/skos/core#"):
    """Simple Knowledge Organization System."""

    Concept: URIRef
    ConceptScheme: URIRef
    altLabel: URIRef
    broadMatch: URIRef
    broader: URIRef
    closeMatch: URIRef
    definition: URIRef
    editorialNote: URIRef
    exactMatch: URIRef
    example: URIRef
    hasTopConcept: URIRef
    inScheme: URIRef
    notation: URIRef
    note: URIRef
    prefLabel: URIRef
    relatedMatch: URIRef
    scopeNote: URIRef
    topConceptOf: URIRef


class DCT(Vocabulary, base="http://purl.org/dc/terms/"):
    """DCMI Metadata Terms."""

    Frequency: URIRef
    LicenseDocument: URIRef
    LinguisticSystem: URIRef
    Location: URIRef
    MediaType: URIRef
    MediaTypeOrExtent: URIRef
    PeriodOfTime: URIRef
    ProvenanceStatement: URIRef
    RightsStatement: URIRef
    Standard: URIRef
    accessRights: URIRef
    accrualPeriodicity: URIRef
    bibliographicCitation: URIRef
    conformsTo: URIRef
    date: URIRef
    description: URIRef
    format: URIRef
    identifier: URIRef
    isReplacedBy: URIRef
    issued: URIRef
    language: URIRef
    license: URIRef
    modified: URIRef
    provenance: URIRef
    publisher: URIRef
    replaces: URIRef
    rights: URIRef
    source: URIRef
    spatial: URIRef
    temporal: URIRef
    title: URIRef


class FOAF(Vocabulary, base="http://xmlns.com/foaf/0.1/"):
    """Friend of a Friend."""

    Agent: URIRef
    Document: URIRef
    homepage: URIRef
    name: URIRef
    primaryTopic: URIRef


class PROV(Vocabulary, base="http://www.w3.org/ns/prov#"):
    """PROV-O."""

    Activity: URIRef
    Entity: URIRef
    Plan: URIRef
    wasDerivedFrom: URIRef
    wasRevisionOf: URIRef


class PPLAN(Vocabulary, base="http://purl.org/net/p-plan#"):
    """P-Plan."""

    Plan: URIRef
    Step: URIRef


class ORG(Vocabulary, base="http://www.w3.org/ns/org#"):
    """The Organization Ontology."""

    ChangeEvent: URIRef
    FormalOrganization: URIRef
    Organization: URIRef
    OrganizationalUnit: URIRef
    Site: URIRef
    changedBy: URIRef
    classification: URIRef
    hasUnit: URIRef
    identifier: URIRef
    originalOrganization: URIRef
    resultedFrom: URIRef
    resultingOrganization: URIRef
    siteOf: URIRef
    subOrganizationOf: URIRef
    unitOf: URIRef


class CV(Vocabulary, base="http://data.europa.eu/m8g/"):
    """Core vocabularies of CPSV-AP."""

    Participation: URIRef
    PublicOrganisation: URIRef


class CPSV(Vocabulary, base="http://purl.org/vocab/cpsv#"):
    """Core Public Service Vocabulary."""

    PublicService: URIRef


class ELI(Vocabulary, base="http://data.europa.eu/eli/ontology#"):
    """European Legislation Identifier."""

    LegalResource: URIRef


class QB(Vocabulary, base="http://purl.org/linked-data/cube#"):
    """Data Cube."""

    Observation: URIRef


class TIME(Vocabulary, base="http://www.w3.org/2006/time#"):
    """OWL-Time."""

    Instant: URIRef
    ProperInterval: URIRef
    hasBeginning: URIRef
    hasEnd: URIRef
    inXSDDate: URIRef


class OA(Vocabulary, base="http://www.w3.org/ns/oa#"):
    """Web Annotation."""

    FragmentSelector: URIRef
    SpecificResource: URIRef
    TextQuoteSelector: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef


class SPDX(Vocabulary, base="http://spdx.org/rdf/terms#"):
    """SPDX, for checksums."""

    Checksum: URIRef
    ChecksumAlgorithm: URIRef
    algorithm: URIRef
    checksum: URIRef
    checksumAlgorithm_sha256: URIRef
    checksumValue: URIRef


class DCAT(Vocabulary, base="http://www.w3.org/ns/dcat#"):
    """Data Catalog Vocabulary, version 3."""

    Catalog: URIRef
    DataService: URIRef
    Dataset: URIRef
    DatasetSeries: URIRef
    Distribution: URIRef
    accessService: URIRef
    accessURL: URIRef
    byteSize: URIRef
    compressFormat: URIRef
    contactPoint: URIRef
    dataset: URIRef
    distribution: URIRef
    downloadURL: URIRef
    endDate: URIRef
    endpointDescription: URIRef
    endpointURL: URIRef
    first: URIRef
    inSeries: URIRef
    keyword: URIRef
    landingPage: URIRef
    last: URIRef
    mediaType: URIRef
    prev: URIRef
    servesDataset: URIRef
    service: URIRef
    startDate: URIRef
    theme: URIRef
    themeTaxonomy: URIRef
    version: URIRef


class DCATAP(Vocabulary, base="http://data.europa.eu/r5r/"):
    """DCAT-AP, the profile of portals."""

    availability: URIRef


class VCARD(Vocabulary, base="http://www.w3.org/2006/vcard/ns#"):
    """vCard, for whom to ask."""

    Kind: URIRef
    Organization: URIRef
    fn: URIRef
    hasEmail: URIRef
    hasURL: URIRef


class VOID(Vocabulary, base="http://rdfs.org/ns/void#"):
    """Vocabulary of Interlinked Datasets."""

    Dataset: URIRef
    DatasetDescription: URIRef
    classes: URIRef
    dataDump: URIRef
    entities: URIRef
    exampleResource: URIRef
    feature: URIRef
    inDataset: URIRef
    properties: URIRef
    sparqlEndpoint: URIRef
    subset: URIRef
    triples: URIRef
    uriSpace: URIRef
    vocabulary: URIRef


class SCHEMA(Vocabulary, base="https://schema.org/"):
    """schema.org."""

    additionalType: URIRef
    dissolutionDate: URIRef
    domainIncludes: URIRef
    endDate: URIRef
    foundingDate: URIRef
    provider: URIRef
    rangeIncludes: URIRef
    startDate: URIRef


PREFIXES: dict[str, str] = {
    "tng": TNG.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "xsd": XSD.base,
    "skos": SKOS.base,
    "dct": DCT.base,
    "foaf": FOAF.base,
    "prov": PROV.base,
    "p-plan": PPLAN.base,
    "org": ORG.base,
    "cv": CV.base,
    "cpsv": CPSV.base,
    "eli": ELI.base,
    "qb": QB.base,
    "time": TIME.base,
    "oa": OA.base,
    "spdx": SPDX.base,
    "dcat": DCAT.base,
    "dcatap": DCATAP.base,
    "schema": SCHEMA.base,
    "vcard": VCARD.base,
    "void": VOID.base,
    "sh": "http://www.w3.org/ns/shacl#",
}
"""The customary prefix of each vocabulary, for Turtle and SPARQL."""

RFC5147 = URIRef("http://tools.ietf.org/rfc/rfc5147")
"""What a line selector conforms to, as Web Annotation names it."""

RFC7111 = URIRef("http://tools.ietf.org/rfc/rfc7111")
"""What a selector of the cells of a CSV file conforms to."""

RFC8118 = URIRef("http://tools.ietf.org/rfc/rfc8118")
"""What a selector of a place on a page of a PDF conforms to."""


def media_type(name: str) -> URIRef:
    """Return IANA's IRI of a media type such as `text/plain`."""
    return URIRef(f"https://www.iana.org/assignments/media-types/{name}")
