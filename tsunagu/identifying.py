"""The work behind `tsunagu review identify` and `register`: numbers of organisations."""

from collections.abc import Iterator
from pathlib import Path

from core.errors import UsageError
from core.messages import say
from core.settings import Settings
from graph.fragments import Fragment
from graph.numbers.national import corporations
from graph.numbers.proposals import Proposal, proposals, without_number
from graph.numbers.registering import Registered, register
from graph.numbers.table import confirmed
from graph.release import Release
from loaders.cities.city import City
from loaders.cities.find import named
from tsunagu.config import load_cities
from tsunagu.published import current_release


def propose(
    settings: Settings, folders: list[Path] | None, name: str | None, file: Path
) -> tuple[int, list[Proposal]]:
    """Return how many organisations lack a number, and what they may be."""
    release = current_release(settings.home)
    city = _city(release, load_cities(folders), name)
    wanted = without_number(_fragments(release), city)
    return len(wanted), proposals(wanted, corporations(file), city)


def apply_numbers(
    settings: Settings, folders: list[Path] | None, name: str | None, file: Path, who: str, when: str
) -> Registered:
    """Write the numbers that a person confirmed into the register of a city."""
    if not who.strip():
        raise UsageError("review-nobody")
    city = _city(current_release(settings.home), load_cities(folders), name)
    return register(city, confirmed(file), who.strip(), when)


def _fragments(release: Release) -> Iterator[Fragment]:
    """Yield all graphs, with what is held back: the work is done inside."""
    yield from (release.whole(sheet) for sheet in release.manifest.kept())
    yield from (release.fragment(entry) for entry in release.manifest.cities)


def _city(release: Release, known: dict[str, City], name: str | None) -> City:
    codes = sorted({entry.code for entry in release.manifest.kept()})
    if name is None and len(codes) != 1:
        raise UsageError("review-which-city", known=[named(known, code).key for code in codes] or say("none"))
    return named(known, name or codes[0])
