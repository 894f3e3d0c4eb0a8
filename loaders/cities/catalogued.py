"""How a portal files a city's data: themes and keywords, as `[catalog]` of a `city.toml` gives them."""

from dataclasses import dataclass

from loaders.cities.profile import Profile

THEMES = (
    *("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL"),
    *("INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN"),
)
"""The data themes that portals share (EU Publications Office), by their codes."""

_LIKELY = ("GOVE",)
"""What a city does, by its own account: that is government, whatever else it is about."""


@dataclass(frozen=True, slots=True)
class Catalogued:
    """Codes of `THEMES`, and keywords in both languages; there is one theme at least."""

    themes: tuple[str, ...] = _LIKELY
    keywords: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


def read_catalogued(profile: Profile) -> Catalogued:
    """Return what the profile says; a theme that no portal knows is refused."""
    part = profile.part("catalog")
    themes = part.texts("themes")
    for theme in themes:
        if theme not in THEMES:
            raise part.error("city-unknown-theme", theme, value=theme, known=THEMES)
    return Catalogued(themes or _LIKELY, part.texts("keywords"), part.texts("keywords_en"))
