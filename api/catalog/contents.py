"""What stands in the catalogue of a release: its files by what they are, and the sheets of each year."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from api.addresses import Addresses
from api.catalog.listed import Catalogue, Contact, Dataset, Distribution, Place, Series, Service, Words
from api.linked.about import licences
from core.messages import listed
from graph.disk import home_errors
from graph.dumps import Dump, dumps
from graph.manifest import CityEntry, SheetEntry
from graph.release import Release
from graph.verify import FRAGMENTS

SHEETS = "/data/sheets"
"""Where the graph of each sheet can be taken away."""

_NQUADS = "application/n-quads"
_GROUPS = {
    "graph": ("nq", "ttl", "trig", "jsonld", "sums"),
    "tables": ("csv", "csv-excel", "xlsx", "package", "parquet"),
    "networks": ("graphml", "gexf"),
}
"""The formats of each dataset of the whole release."""


def catalogue(release: Release, address: str) -> Catalogue:
    """Return the catalogue of a release for the site at an address, which ends without "/"."""
    manifest = release.manifest
    cities = manifest.cities
    name = _joined(map(_name, cities))
    series = tuple(_series(city, release) for city in cities)
    keywords, keywords_en = Words.of("catalog-keywords").ja.split("、"), Words.of("catalog-keywords").en
    return Catalogue(
        iri=Addresses.of(manifest).catalog,
        address=address,
        title=Words.of("catalog-title", name=name),
        description=Words.of("catalog-description", name=name),
        publisher=_joined(
            Words(each.face.publisher, _latin(each.face.publisher_en, each)) for each in cities
        ),
        contacts=tuple(map(_contact, cities)),
        places=tuple(Place(f"place-{city.code}", _name(city), city.code) for city in cities),
        licences=_licences(release),
        themes=tuple(sorted({theme for city in cities for theme in city.face.themes or ("GOVE",)})),
        keywords=_together(keywords, *(city.face.keywords for city in cities)),
        keywords_en=_together(keywords_en.split(", "), *(city.face.keywords_en for city in cities)),
        release=manifest.id,
        created=manifest.created,
        datasets=(*_whole(release, name, address), *_by_year(release, address)),
        series=series,
        services=_services(name, address),
    )


def _whole(release: Release, name: Words, address: str) -> Iterator[Dataset]:
    """Yield the datasets of the whole release; a group without files is none."""
    files = dumps(release)
    years = [sheet.fiscal_year for sheet in release.manifest.sheets]
    for group, formats in _GROUPS.items():
        found = tuple(_file(dump, address) for dump in files if dump.format in formats)
        service = (_endpoint(address),) if group == "graph" else ()
        if found:
            yield Dataset(
                id=group,
                title=Words.of(f"catalog-{group}", name=name),
                description=Words.of(f"catalog-{group}-description", name=name),
                years=(min(years), max(years)),
                distributions=(*found, *service),
            )


def _file(dump: Dump, address: str) -> Distribution:
    return Distribution(
        id=f"file-{dump.name}",
        title=Words(dump.title.ja, dump.title.en),
        address=f"{address}/dumps/{dump.name}",
        media_type=dump.media_type,
        format=dump.format,
        size=dump.size,
        sha256=dump.sha256,
        compression=dump.compression,
    )


def _endpoint(address: str) -> Distribution:
    return Distribution(
        id="file-sparql",
        title=Words.of("catalog-sparql-file"),
        address=f"{address}/sparql",
        media_type="",
        format="sparql",
        description=Words.of("catalog-sparql-description"),
    )


def _by_year(release: Release, address: str) -> Iterator[Dataset]:
    for city in release.manifest.cities:
        years = _years(release, city)
        before = dict(pairwise(years))
        previous = {later: earlier for earlier, later in before.items()}
        for year in years:
            yield Dataset(
                id=_year_id(city, year),
                title=Words.of("catalog-year", name=_name(city), year=year),
                description=Words.of("catalog-year-description", name=_name(city), year=year),
                years=(year, year),
                distributions=tuple(_sheets(release, city, year, address)),
                series=f"sheets-{city.code}",
                previous=_year_id(city, previous[year]) if year in previous else "",
            )


def _sheets(release: Release, city: CityEntry, year: int, address: str) -> Iterator[Distribution]:
    for sheet in release.manifest.sheets:
        if (sheet.code, sheet.fiscal_year) != (city.code, year):
            continue
        place = release.path / FRAGMENTS / sheet.fragment
        with home_errors(place):
            size = place.stat().st_size
        yield Distribution(
            id=f"file-{sheet.fragment}",
            title=Words.of("catalog-sheet", department=_department(sheet), year=year),
            address=f"{address}{SHEETS}/{sheet.fragment}",
            media_type=_NQUADS,
            format="nq",
            size=size,
            sha256=release.manifest.checksums[f"{FRAGMENTS}/{sheet.fragment}"],
        )


def _department(sheet: SheetEntry) -> Words:
    """Return the name of a department, in Latin letters as it stands in its address."""
    return Words(sheet.department, sheet.sheet.rpartition("/")[2])


def _series(city: CityEntry, release: Release) -> Series:
    return Series(
        id=f"sheets-{city.code}",
        title=Words.of("catalog-series", name=_name(city)),
        description=Words.of("catalog-series-description", name=_name(city)),
        members=tuple(_year_id(city, year) for year in _years(release, city)),
    )


def _services(name: Words, address: str) -> tuple[Service, ...]:
    places = {
        "sparql": ("/sparql", "/sparql"),
        "api": ("/api/queries", "/api/openapi.json"),
        "reconcile": ("/reconcile", "/reconcile"),
    }
    return tuple(
        Service(
            id=f"service-{service}",
            title=Words.of(f"catalog-{service}", name=name),
            description=Words.of(f"catalog-{service}-description"),
            address=address + endpoint,
            described_at=address + description,
        )
        for service, (endpoint, description) in places.items()
    )


def _contact(city: CityEntry) -> Contact:
    face = city.face
    name = Words(face.contact or city.name, _latin(face.contact_en, city))
    return Contact(f"contact-{city.code}", name, face.email, face.url)


def _licences(release: Release) -> tuple[tuple[str, str], ...]:
    titles = {city.face.licence: city.face.licence_title for city in release.manifest.cities}
    return tuple((iri, titles[iri] or iri) for iri in licences(release.manifest))


def _years(release: Release, city: CityEntry) -> list[int]:
    return sorted({sheet.fiscal_year for sheet in release.manifest.sheets if sheet.code == city.code})


def _year_id(city: CityEntry, year: int) -> str:
    return f"sheets-{city.code}-{year}"


def _name(city: CityEntry) -> Words:
    return Words(city.face.name or city.name, _latin(city.face.name_en, city))


def _latin(name: str, city: CityEntry) -> str:
    """Return an English name; the number of the city where it has none."""
    return name if name.isascii() and name else f"Municipality {city.code}"


def _joined(names: Iterable[Words]) -> Words:
    known = list(dict.fromkeys(names))
    return Words(listed([each.ja for each in known], "ja"), listed([each.en for each in known], "en"))


def _together(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists for word in words))
