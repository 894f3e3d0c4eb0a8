"""Find the folders of cities and read them."""

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from core.errors import UsageError
from loaders.cities.catalogued import read_catalogued
from loaders.cities.city import City
from loaders.cities.display import read_display
from loaders.cities.entries import canonical
from loaders.cities.grids import registers_in
from loaders.cities.profile import Profile, read_policy_lists, read_profile
from loaders.cities.publication import read_publication
from loaders.cities.registers import Registers, read_registers

PROFILE = "city.toml"
BUNDLED = Path(__file__).parent


def load_city(folder: Path) -> City:
    """Return the city that a folder describes.

    UsageError with file, line and what to do, when something in the folder cannot be right.
    """
    if not (folder / PROFILE).is_file():
        raise UsageError("city-no-profile", folder=folder)
    profile = read_profile(folder / PROFILE)
    lists = read_policy_lists(profile)
    return _city(folder, profile, read_registers(folder, lists, profile.optional("corporate_number")))


def cities(extra: str = "") -> dict[str, City]:
    """Return the cities by key: the bundled ones, and those in the folders that `extra` names.

    `extra` names folders of city folders, parted as in PATH. A city there takes the place of a
    bundled one with the same key or code (that is how a copy is edited).
    """
    found = {city.key: city for city in _cities_in(BUNDLED)}
    own: dict[str, City] = {}
    for name in filter(None, extra.split(os.pathsep)):
        if not Path(name).is_dir():
            raise UsageError("city-no-such-folder", folder=name)
        for city in _cities_in(Path(name)):
            for other in own.values():
                if city.key == other.key or city.code == other.code:
                    raise UsageError("city-two-folders", one=other.folder, two=city.folder)
            own[city.key] = city
    codes = {city.code for city in own.values()}
    kept = {key: city for key, city in found.items() if city.code not in codes}
    return dict(sorted({**kept, **own}.items()))


def named(cities: Mapping[str, City], name: str) -> City:
    """Return the city with this key, code or name; UsageError lists the known ones."""
    wanted = canonical(name).lower()
    for city in cities.values():
        if wanted in {canonical(each).lower() for each in (city.key, city.code, city.name, city.name_en)}:
            return city
    known = "、".join(f"{city.key}（{city.name}）" for city in cities.values())
    raise UsageError("city-unknown", name=name, known=known)


def _cities_in(folder: Path) -> Iterable[City]:
    return (load_city(path.parent) for path in sorted(folder.glob(f"*/{PROFILE}")))


def files_of(folder: Path) -> list[Path]:
    """Return the files of a city folder: its profile and its registers."""
    return sorted([folder / PROFILE, *registers_in(folder).values()])


def _city(folder: Path, profile: Profile, registers: Registers) -> City:
    name, code = profile.text("name"), profile.text("code")
    name_en = profile.text("name_en", name)
    publisher, contact, licence = (profile.part(part) for part in ("publisher", "contact", "licence"))
    return City(
        key=folder.resolve().name,
        code=code,
        name=name,
        name_en=name_en,
        form=profile.text("form"),
        # A host that never exists (RFC 2606), until the city sets the address it publishes under.
        base=profile.text("base", f"https://lg-{code}.example/"),
        publisher=publisher.text("name", name),
        publisher_en=publisher.text("name_en", name_en),
        contact_name=contact.text("name", name),
        contact_email=contact.optional("email"),
        contact_url=contact.optional("url"),
        licence=licence.optional("iri"),
        licence_title=licence.optional("title"),
        publish_names=profile.flag("publish_names"),
        fictional=profile.flag("fictional"),
        notice=profile.text("notice"),
        notice_en=profile.text("notice_en"),
        corporate_number=profile.optional("corporate_number"),
        policy_lists=registers.policy_lists,
        departments=registers.departments,
        digest=_digest(folder),
        folder=folder,
        reorganisations=registers.reorganisations,
        organisations=registers.organisations,
        facilities=registers.facilities,
        programs=registers.programs,
        documents=registers.documents,
        groups=registers.groups,
        replaced=registers.replaced,
        decisions=registers.decisions,
        corrections=registers.corrections,
        continuations=registers.continuations,
        ambiguous_names=profile.texts("ambiguous_names"),
        remarks=registers.remarks,
        display=read_display(profile),
        publication=read_publication(profile, registers.departments),
        catalogued=read_catalogued(profile),
        contact_name_en=contact.text("name_en", "" if contact.text("name") else name_en),
    )


def _digest(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of the folder's own files."""
    total = sha256()
    for path in files_of(folder):
        total.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()
