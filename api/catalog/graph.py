"""A catalogue in DCAT-AP 3. Every node has an IRI: a harvester takes a blank one for new each time."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from api.catalog.controlled import THEMES, Controlled, Statement, Value, labels
from api.catalog.listed import Catalogue, Dataset, Distribution, Series, Service, Words
from core.messages import LANGUAGES, listed
from ontology.iris import Iris
from ontology.terms import DCAT, DCATAP, DCT, FOAF, RDF, RDFS, SKOS, SPDX, TNG, VCARD, XSD

_IN_CKAN = {
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution",
    "https://creativecommons.org/licenses/by-sa/4.0/": "Creative Commons Attribution Share-Alike",
    "https://creativecommons.org/publicdomain/zero/1.0/": "Creative Commons CCZero",
}
"""CKAN's own register knows these by other addresses, so that its harvester looks at their titles."""

_VOCABULARY = TNG.base.removesuffix("#")
_TIME = NamedNode(XSD.dateTime)
_LANGUAGES = ("JPN", "ENG")


def described(catalogue: Catalogue) -> list[Quad]:
    """Return everything that the catalogue says, in its named graph."""
    terms = Controlled()
    said: dict[Statement, None] = {}
    for part in (
        _catalogue(catalogue, terms),
        _people(catalogue),
        _rights(catalogue),
        *(_dataset(catalogue, each, terms) for each in catalogue.datasets),
        *(_distribution(catalogue, one, terms) for each in catalogue.datasets for one in each.distributions),
        *(_series(catalogue, each, terms) for each in catalogue.series),
        *(_service(catalogue, each, terms) for each in catalogue.services),
        terms.statements(),
    ):
        said |= dict.fromkeys(part)
    graph = NamedNode(Iris(catalogue.iri.removesuffix("catalog"), "").graph_catalog())
    return [Quad(NamedNode(subject), NamedNode(prop), value, graph) for subject, prop, value in said]


def _catalogue(catalogue: Catalogue, terms: Controlled) -> Iterator[Statement]:
    iri = catalogue.iri
    yield iri, RDF.type, NamedNode(DCAT.Catalog)
    yield from _named(iri, catalogue.title, catalogue.description)
    yield from _common(catalogue, iri, terms)
    yield iri, DCAT.themeTaxonomy, NamedNode(THEMES)
    yield iri, FOAF.homepage, NamedNode(f"{catalogue.address}/")
    yield f"{catalogue.address}/", RDF.type, NamedNode(FOAF.Document)
    yield from ((iri, DCT.spatial, NamedNode(catalogue.named(each.id))) for each in catalogue.places)
    yield from ((iri, DCAT.dataset, NamedNode(catalogue.named(each.id))) for each in catalogue.datasets)
    yield from ((iri, DCAT.service, NamedNode(catalogue.named(each.id))) for each in catalogue.services)


def _dataset(catalogue: Catalogue, dataset: Dataset, terms: Controlled) -> Iterator[Statement]:
    iri = catalogue.named(dataset.id)
    yield iri, RDF.type, NamedNode(DCAT.Dataset)
    yield from _named(iri, dataset.title, dataset.description)
    yield from _common(catalogue, iri, terms)
    yield from _found(catalogue, iri, terms)
    yield iri, DCT.identifier, Literal(iri)
    yield iri, DCAT.version, Literal(catalogue.release)
    yield iri, DCT.accessRights, terms.public()
    yield iri, DCT.accrualPeriodicity, terms.annual()
    yield iri, DCT.conformsTo, NamedNode(_VOCABULARY)
    yield from _standard()
    yield iri, DCAT.landingPage, NamedNode(f"{catalogue.address}/data")
    yield f"{catalogue.address}/data", RDF.type, NamedNode(FOAF.Document)
    yield iri, DCT.provenance, NamedNode(catalogue.named("provenance"))
    yield from _period(iri, dataset.years)
    for each in dataset.distributions:
        yield iri, DCAT.distribution, NamedNode(catalogue.named(each.id))
    if dataset.series:
        yield iri, DCAT.inSeries, NamedNode(catalogue.named(dataset.series))
    if dataset.previous:
        yield iri, DCAT.prev, NamedNode(catalogue.named(dataset.previous))


def _distribution(catalogue: Catalogue, each: Distribution, terms: Controlled) -> Iterator[Statement]:
    iri, address = catalogue.named(each.id), NamedNode(each.address)
    yield iri, RDF.type, NamedNode(DCAT.Distribution)
    yield from _texts(iri, DCT.title, each.title)
    yield from _texts(iri, DCT.description, each.description if each.description.ja else each.title)
    yield iri, DCAT.accessURL, address
    yield iri, DCATAP.availability, terms.available()
    yield iri, DCT.format, terms.file_type(each.format)
    yield from _terms_of_use(catalogue, iri)
    yield iri, DCT.issued, _time(catalogue)
    yield iri, DCT.modified, _time(catalogue)
    yield from ((iri, DCT.language, terms.language(code)) for code in _LANGUAGES)
    if each.sha256:
        yield iri, DCAT.downloadURL, address
        yield iri, DCAT.mediaType, terms.media(each.media_type)
        yield iri, DCAT.byteSize, Literal(str(each.size), datatype=NamedNode(XSD.nonNegativeInteger))
        yield from _checksum(iri, each.sha256)
    else:
        yield iri, DCAT.accessService, NamedNode(catalogue.named("service-sparql"))
    if each.compression:
        yield iri, DCAT.compressFormat, terms.media(each.compression)
    if each.format in ("nq", "ttl", "trig", "jsonld"):
        yield iri, DCT.conformsTo, NamedNode(_VOCABULARY)


def _checksum(iri: str, sha256: str) -> Iterator[Statement]:
    node = f"{iri}-checksum"
    yield iri, SPDX.checksum, NamedNode(node)
    yield node, RDF.type, NamedNode(SPDX.Checksum)
    yield node, SPDX.algorithm, NamedNode(SPDX.checksumAlgorithm_sha256)
    yield SPDX.checksumAlgorithm_sha256, RDF.type, NamedNode(SPDX.ChecksumAlgorithm)
    yield node, SPDX.checksumValue, Literal(sha256, datatype=NamedNode(XSD.hexBinary))


def _series(catalogue: Catalogue, series: Series, terms: Controlled) -> Iterator[Statement]:
    iri = catalogue.named(series.id)
    yield iri, RDF.type, NamedNode(DCAT.DatasetSeries)
    yield from _named(iri, series.title, series.description)
    yield from _common(catalogue, iri, terms)
    yield iri, DCT.accrualPeriodicity, terms.annual()
    yield iri, DCAT.first, NamedNode(catalogue.named(series.members[0]))
    yield iri, DCAT.last, NamedNode(catalogue.named(series.members[-1]))
    yield from ((iri, DCAT.contactPoint, NamedNode(catalogue.named(each.id))) for each in catalogue.contacts)
    yield from ((iri, DCT.spatial, NamedNode(catalogue.named(each.id))) for each in catalogue.places)


def _service(catalogue: Catalogue, service: Service, terms: Controlled) -> Iterator[Statement]:
    iri = catalogue.named(service.id)
    yield iri, RDF.type, NamedNode(DCAT.DataService)
    yield from _named(iri, service.title, service.description)
    yield from _found(catalogue, iri, terms)
    yield from _terms_of_use(catalogue, iri)
    yield iri, DCT.publisher, NamedNode(catalogue.named("publisher"))
    yield iri, DCT.accessRights, terms.public()
    yield iri, DCAT.endpointURL, NamedNode(service.address)
    yield iri, DCAT.endpointDescription, NamedNode(service.described_at)
    yield iri, DCAT.servesDataset, NamedNode(catalogue.named("graph"))


def _named(iri: str, title: Words, description: Words) -> Iterator[Statement]:
    yield from _texts(iri, DCT.title, title.latin())
    yield from _texts(iri, DCT.description, description)


def _common(catalogue: Catalogue, iri: str, terms: Controlled) -> Iterator[Statement]:
    """Yield what catalogues, datasets and series have in common."""
    yield iri, DCT.publisher, NamedNode(catalogue.named("publisher"))
    yield from _terms_of_use(catalogue, iri)
    yield iri, DCT.issued, _time(catalogue)
    yield iri, DCT.modified, _time(catalogue)
    yield from ((iri, DCT.language, terms.language(code)) for code in _LANGUAGES)


def _found(catalogue: Catalogue, iri: str, terms: Controlled) -> Iterator[Statement]:
    """Yield by what people find it, and whom they ask."""
    yield from ((iri, DCAT.keyword, Literal(word, language="ja")) for word in catalogue.keywords)
    yield from ((iri, DCAT.keyword, Literal(word, language="en")) for word in catalogue.keywords_en)
    yield from ((iri, DCAT.theme, terms.theme(code)) for code in catalogue.themes)
    yield from ((iri, DCT.spatial, NamedNode(catalogue.named(each.id))) for each in catalogue.places)
    yield from ((iri, DCAT.contactPoint, NamedNode(catalogue.named(each.id))) for each in catalogue.contacts)


def _terms_of_use(catalogue: Catalogue, iri: str) -> Iterator[Statement]:
    """Yield the licence; where there is none, or cities have several, a statement of rights says so."""
    if len(catalogue.licences) == 1:
        yield iri, DCT.license, NamedNode(catalogue.licences[0][0])
    else:
        yield iri, DCT.rights, NamedNode(catalogue.named("rights"))


def _rights(catalogue: Catalogue) -> Iterator[Statement]:
    """Yield what a licence is called, and the statement that stands for one."""
    for licence, title in catalogue.licences:
        yield licence, RDF.type, NamedNode(DCT.LicenseDocument)
        yield licence, DCT.title, Literal(_IN_CKAN.get(licence, title))
        yield licence, RDFS.label, Literal(title)
    if len(catalogue.licences) != 1:
        rights, titles = catalogue.named("rights"), [title for _, title in catalogue.licences]
        yield rights, RDF.type, NamedNode(DCT.RightsStatement)
        named = Words(*(listed(titles, language) for language in LANGUAGES))
        several = Words.of("catalog-rights-several", licences=named)
        yield from _texts(rights, RDFS.label, several if titles else Words.of("catalog-rights-unstated"))
        yield from ((rights, RDFS.seeAlso, NamedNode(licence)) for licence, _ in catalogue.licences)


def _people(catalogue: Catalogue) -> Iterator[Statement]:
    """Yield publisher, contacts, places, and where the data comes from."""
    publisher, provenance = catalogue.named("publisher"), catalogue.named("provenance")
    yield publisher, RDF.type, NamedNode(FOAF.Agent)
    yield from _texts(publisher, FOAF.name, catalogue.publisher)
    yield provenance, RDF.type, NamedNode(DCT.ProvenanceStatement)
    yield from _texts(provenance, RDFS.label, Words.of("catalog-provenance"))
    for contact in catalogue.contacts:
        iri = catalogue.named(contact.id)
        # The superclass too: who checks values by their classes does not read the vocabulary of vCard.
        yield from ((iri, RDF.type, NamedNode(kind)) for kind in (VCARD.Kind, VCARD.Organization))
        yield from _texts(iri, VCARD.fn, contact.name)
        if contact.email:
            yield iri, VCARD.hasEmail, NamedNode(f"mailto:{contact.email}")
        if contact.url:
            yield iri, VCARD.hasURL, NamedNode(contact.url)
    for place in catalogue.places:
        iri = catalogue.named(place.id)
        yield iri, RDF.type, NamedNode(DCT.Location)
        yield from _texts(iri, SKOS.prefLabel, place.name)
        yield iri, DCT.identifier, Literal(place.code)


def _period(iri: str, years: tuple[int, int]) -> Iterator[Statement]:
    period = f"{iri}-period"
    first, last = years
    yield iri, DCT.temporal, NamedNode(period)
    yield period, RDF.type, NamedNode(DCT.PeriodOfTime)
    yield period, DCAT.startDate, Literal(f"{first:04}-04-01", datatype=NamedNode(XSD.date))
    yield period, DCAT.endDate, Literal(f"{last + 1:04}-03-31", datatype=NamedNode(XSD.date))


def _standard() -> Iterator[Statement]:
    """Yield what the vocabulary is called."""
    yield _VOCABULARY, RDF.type, NamedNode(DCT.Standard)
    yield from _texts(_VOCABULARY, DCT.title, Words.of("vocabulary-title"))


def _time(catalogue: Catalogue) -> Literal:
    return Literal(catalogue.created, datatype=_TIME)


def _texts(iri: str, prop: str, words: Words) -> Iterable[tuple[str, str, Value]]:
    return ((iri, prop, label) for label in labels(words))
