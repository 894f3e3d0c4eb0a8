"""What `/data` says of the data to search engines: schema.org's Dataset, with its downloads."""

from markupsafe import Markup

from api.catalog.listed import Catalogue, Dataset, Distribution
from api.structured import data_block
from core.messages import Language


def structured(catalogue: Catalogue, language: Language) -> Markup:
    """Return the block, in a language: the catalogue with its datasets."""
    publisher = {"@type": "GovernmentOrganization", "name": catalogue.publisher.say(language)}
    shared: dict[str, object] = {
        "license": [iri for iri, _ in catalogue.licences],
        "creator": publisher,
        "publisher": publisher,
        "dateModified": catalogue.created,
        "version": catalogue.release,
        "isAccessibleForFree": True,
        "inLanguage": ["ja", "en"],
        "keywords": list(catalogue.keywords_en if language == "en" else catalogue.keywords),
        "spatialCoverage": [{"@type": "Place", "name": each.name.say(language)} for each in catalogue.places],
    }
    said = {
        "@type": "DataCatalog",
        "@id": catalogue.iri,
        "name": catalogue.title.say(language),
        "description": catalogue.description.say(language),
        "url": f"{catalogue.address}/data",
        "dataset": [_dataset(catalogue, each, language) | _told(shared) for each in catalogue.datasets],
    }
    return data_block(said)


def _dataset(catalogue: Catalogue, dataset: Dataset, language: Language) -> dict[str, object]:
    first, last = dataset.years
    return {
        "@type": "Dataset",
        "@id": catalogue.named(dataset.id),
        "identifier": catalogue.named(dataset.id),
        "name": dataset.title.say(language),
        "description": dataset.description.say(language),
        "url": f"{catalogue.address}/data",
        "temporalCoverage": f"{first:04}-04-01/{last + 1:04}-03-31",
        "distribution": [_download(each, language) for each in dataset.distributions if each.sha256],
    }


def _download(each: Distribution, language: Language) -> dict[str, object]:
    return {
        "@type": "DataDownload",
        "name": each.title.say(language),
        "contentUrl": each.address,
        "encodingFormat": each.compression or each.media_type,
        "contentSize": f"{each.size} B",
        "sha256": each.sha256,
    }


def _told(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}
