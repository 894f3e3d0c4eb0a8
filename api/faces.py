"""What every page says of the cities it shows: their names, notices, terms, whom to tell of an error."""

from dataclasses import dataclass
from urllib.parse import quote

from core.messages import Language, say
from graph.manifest import CityEntry, Manifest


@dataclass(frozen=True, slots=True)
class Face:
    """A city in one language. Each text is empty where the city says nothing.

    `report` is an address that opens a message to the city about the page at hand.
    """

    name: str
    notice: str
    publisher: str
    contact: str
    email: str
    url: str
    licence: str
    licence_title: str
    report: str
    fictional: bool


def faces(manifest: Manifest, language: Language, path: str) -> list[Face]:
    """Return the cities of a release, in the order of their codes, for the page at a path."""
    return [_face(city, language, path) for city in manifest.cities]


def colours(manifest: Manifest | None) -> str:
    """Return a style sheet with the colours of the one city that is shown; several share the neutral ones.

    Loading a city has checked them: they are colours, and legible (`loaders.cities.colours`).
    """
    cities = manifest.cities if manifest else ()
    if len(cities) != 1:
        return ""
    face = cities[0].face
    rules = {
        "not all and (prefers-color-scheme: dark)": face.colour,
        "(prefers-color-scheme: dark)": face.colour_dark,
    }
    return "".join(
        f"@media {condition} {{ :root {{ --accent: {colour}; }} }}\n"
        for condition, colour in rules.items()
        if colour
    )


def _face(city: CityEntry, language: Language, path: str) -> Face:
    said, english = city.face, language == "en"
    subject = quote(say("report-subject", language, path=path))
    return Face(
        name=(said.name_en if english else said.name) or city.name,
        notice=said.notice_en if english else said.notice,
        publisher=(said.publisher_en if english else said.publisher) or city.name,
        contact=(said.contact_en if english else said.contact) or said.contact or city.name,
        email=said.email,
        url=said.url,
        licence=said.licence,
        licence_title=said.licence_title or said.licence,
        report=f"mailto:{said.email}?subject={subject}" if said.email else said.url,
        fictional=city.fictional,
    )
