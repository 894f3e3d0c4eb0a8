"""What pages say of a city stands in the release, and a change of it is a new release."""

from dataclasses import replace
from pathlib import Path

from graph.build import build
from graph.release import current
from loaders.cities.display import Display
from loaders.cities.find import cities


def test_a_change_of_contact_or_colour_is_published(root: Path, tmp_path: Path) -> None:
    known = cities()
    sheet = [root / "examples" / "yuino" / "yuino-2024-manabi-sodachi.txt"]
    first = build(sheet, tmp_path, known, jobs=1).release
    assert first is not None
    face = first.manifest.cities[0].face
    assert (face.name, face.name_en, face.licence_title) == ("結野市", "Yuino City", "CC BY 4.0")
    assert (face.email, face.colour) == ("opendata@yuino.example", "")
    same = build(sheet, tmp_path, known, jobs=1).release
    assert same is not None
    assert same.id == first.id
    shown = replace(known["yuino"], contact_email=None, display=Display(name="結野", colour="#1b5a86"))
    changed = build(sheet, tmp_path, known | {"yuino": shown}, jobs=1).release
    assert changed is not None
    assert changed.id != first.id
    answering = current(tmp_path)
    assert answering is not None
    face = answering.manifest.cities[0].face
    assert (face.name, face.email, face.colour) == ("結野", "", "#1b5a86")
