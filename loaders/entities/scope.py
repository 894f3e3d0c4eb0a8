"""What every rule may know beyond the text itself: the city, the department, the year."""

import re
from dataclasses import dataclass
from functools import cached_property

from loaders.cities.city import City
from loaders.language.kana import hiragana
from loaders.language.width import key
from loaders.sheet import ManagementSheet

_FORM = re.compile("[都道府県市区町村]$")


@dataclass(frozen=True)
class Scope:
    """Whose sheet it is: `department` as printed, `slug` its key in the register (None: not there)."""

    city: City
    department: str
    slug: str | None
    fiscal_year: int

    @classmethod
    def of(cls, sheet: ManagementSheet, city: City) -> "Scope":
        """Return the scope of a sheet of that city."""
        entry = city.department(sheet.department.value, sheet.fiscal_year)
        return cls(city, sheet.department.value, entry.slug if entry else None, sheet.fiscal_year)

    @cached_property
    def city_name(self) -> str:
        """The name of the city, folded ("結野市")."""
        return key(self.city.name)

    @cached_property
    def city_stem(self) -> str:
        """The name of the city without its last character ("結野")."""
        return _FORM.sub("", self.city_name)

    @cached_property
    def city_words(self) -> tuple[str, ...]:
        """The city's name, its stem, and the stem in kana (ゆいの), which dictionaries tear apart."""
        kana = hiragana(self.city.name_en.split()[0]) if self.city.name_en.split() else None
        return tuple(filter(None, (self.city_name, self.city_stem, kana)))

    def is_own(self, name: str) -> bool:
        """Tell whether a name is that of the city itself or of its town hall."""
        return key(name) in (self.city_name, f"{self.city_name}役所", "本市", "当市")

    def without_city(self, name: str) -> str:
        """Return a folded name without the name of the city before it ("市民会館" of "結野市市民会館")."""
        for prefix in (f"{self.city_name}立", self.city_name, self.city_stem):
            if name.startswith(prefix) and name[len(prefix) :][:1] not in ("", *"・と市町村区"):
                return name.removeprefix(prefix)
        return name
