"""What a catalogue lists, in plain words; `api.catalog.graph` says it in DCAT."""

from dataclasses import dataclass

from core.messages import LANGUAGES, Language, say


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    ja: str
    en: str

    @classmethod
    def of(cls, key: str, /, **values: "Words | str | int") -> "Words":
        """Return a message in both languages, its places filled in each."""
        return cls(*(say(key, language, **_in(language, values)) for language in LANGUAGES))

    def say(self, language: Language) -> str:
        """Return the text in one language."""
        return self.en if language == "en" else self.ja

    def latin(self) -> "Words":
        """Return a name whose Japanese form carries Latin letters too: CKAN makes an address of them."""
        return Words(f"{self.ja} / {self.en}", self.en)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file to take away; `size` in bytes. One without a checksum is the address of a service.

    `media_type` is that of what it holds, `compression` that of the file around it or nothing.
    """

    id: str
    title: Words
    address: str
    media_type: str
    format: str
    size: int = 0
    sha256: str = ""
    compression: str = ""
    description: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a portal shows as one: `years` are the first and last fiscal year, `series` is an id."""

    id: str
    title: Words
    description: Words
    years: tuple[int, int]
    distributions: tuple[Distribution, ...]
    series: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Datasets that follow each other, by their ids."""

    id: str
    title: Words
    description: Words
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A service that answers from datasets."""

    id: str
    title: Words
    description: Words
    address: str
    described_at: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; `email` and `url` are empty where the city gives none."""

    id: str
    name: Words
    email: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality by its code."""

    id: str
    name: Words
    code: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it. `iri` is its own, an `id` stands behind `#`; `address` is the site, without "/" at its end.

    `licences` are IRIs and titles, none where a city states none.
    """

    iri: str
    address: str
    title: Words
    description: Words
    publisher: Words
    contacts: tuple[Contact, ...]
    places: tuple[Place, ...]
    licences: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    keywords: tuple[str, ...]
    keywords_en: tuple[str, ...]
    release: str
    created: str
    datasets: tuple[Dataset, ...]
    series: tuple[Series, ...]
    services: tuple[Service, ...]

    def named(self, name: str) -> str:
        """Return the IRI of what has this id."""
        return f"{self.iri}#{name}"


def _in(language: Language, values: dict[str, "Words | str | int"]) -> dict[str, object]:
    return {
        name: value.say(language) if isinstance(value, Words) else value for name, value in values.items()
    }
