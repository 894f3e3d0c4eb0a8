"""How pages show a city: the name at their head, its colours."""

from dataclasses import dataclass

from loaders.cities.colours import DARK, LEGIBLE, LIGHT, is_colour, palest
from loaders.cities.profile import Profile

_GROUNDS = {"colour": LIGHT, "colour_dark": DARK}


@dataclass(frozen=True, slots=True)
class Display:
    """What `[display]` of a `city.toml` says, empty where it says nothing.

    `colour` is legible on light grounds, `colour_dark` on dark ones.
    """

    name: str = ""
    name_en: str = ""
    colour: str = ""
    colour_dark: str = ""


NEUTRAL = Display()
"""A city that says nothing of it is shown under its name, in the colours of the pages."""


def read_display(profile: Profile) -> Display:
    """Return how a city is shown; a colour in which nobody could read is refused."""
    part = profile.part("display")
    for field, grounds in _GROUNDS.items():
        colour = part.text(field)
        if colour and not is_colour(colour):
            raise part.error("city-bad-colour", field, field=field, value=colour)
        if colour and (reached := palest(colour, grounds)) < LEGIBLE:
            raise part.error(
                f"city-pale-{field.replace('_', '-')}",
                field,
                field=field,
                value=colour,
                reached=f"{reached:.1f}",
                needed=LEGIBLE,
            )
    return Display(*(part.text(field) for field in ("name", "name_en", *_GROUNDS)))
