"""The data as one CKAN dataset: the body of `package_create`, for portals where nobody may add a harvester.

The portal's own organisation (`owner_org`) is for the one who sends it.
"""

import json
import re

from api.catalog.controlled import SHORT
from api.catalog.listed import Catalogue, Distribution

_KNOWN = {
    "https://creativecommons.org/licenses/by/4.0/": "cc-by",
    "https://creativecommons.org/licenses/by-sa/4.0/": "cc-by-sa",
    "https://creativecommons.org/publicdomain/zero/1.0/": "cc-zero",
}
"""Licences that every CKAN knows by an id."""

_NOT_IN_TAGS = re.compile(r"[^\w .-]+")


def as_ckan(catalogue: Catalogue) -> bytes:
    """Return the body, as JSON."""
    codes = "-".join(place.code for place in catalogue.places)
    contact = next((each for each in catalogue.contacts if each.email), catalogue.contacts[0])
    licence, title = catalogue.licences[0] if len(catalogue.licences) == 1 else ("", "")
    files = dict.fromkeys(one for each in catalogue.datasets for one in each.distributions)
    body = {
        "name": f"tsunagu-{codes}"[:100],
        "title": catalogue.datasets[0].title.latin().ja,
        "notes": f"{catalogue.datasets[0].description.ja}\n\n{catalogue.datasets[0].description.en}",
        "url": f"{catalogue.address}/data",
        "version": catalogue.release,
        "author": catalogue.publisher.ja,
        "maintainer": contact.name.ja,
        "maintainer_email": contact.email,
        "license_id": _KNOWN.get(licence, licence or "notspecified"),
        "license_title": title,
        "license_url": licence,
        "tags": [{"name": tag} for tag in _tags(catalogue)],
        "extras": [{"key": key, "value": value} for key, value in _extras(catalogue)],
        "resources": [_resource(each, licence) for each in files],
    }
    told = {key: value for key, value in body.items() if value}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _tags(catalogue: Catalogue) -> list[str]:
    """Return the keywords with the letters that CKAN takes, each once."""
    words = (_NOT_IN_TAGS.sub(" ", word).strip() for word in (*catalogue.keywords, *catalogue.keywords_en))
    return list(dict.fromkeys(word for word in words if 1 < len(word) <= 100))


def _extras(catalogue: Catalogue) -> list[tuple[str, str]]:
    years = [year for each in catalogue.datasets for year in each.years]
    return [
        ("uri", catalogue.named(catalogue.datasets[0].id)),
        ("issued", catalogue.created),
        ("language", json.dumps(["ja", "en"])),
        ("temporal_start", f"{min(years):04}-04-01"),
        ("temporal_end", f"{max(years) + 1:04}-03-31"),
    ]


def _resource(each: Distribution, licence: str) -> dict[str, object]:
    told = {
        "name": f"{each.title.ja} / {each.title.en}",
        "url": each.address,
        "format": SHORT[each.format],
        "mimetype": each.compression or each.media_type,
        "mimetype_inner": each.media_type if each.compression else "",
        "size": each.size,
        "hash": each.sha256,
        "hash_algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256" if each.sha256 else "",
        "license": licence,
    }
    return {key: value for key, value in told.items() if value}
