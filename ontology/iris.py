"""The IRI of each thing, one method for each pattern of the vocabulary. All are ASCII.

    >>> iris = Iris("https://w3id.org/tsunagu/", "992011")
    >>> print(iris.goal(2024, "midori", 3))
    https://w3id.org/tsunagu/id/lg/992011/sheet/2024/midori/goal/3

A thing that a register lists is named by the slug of the register; any other by `slug_for`.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import URIRef


def slug_for(city_code: str, kind: str, name: str) -> str:
    """Return the slug of a name that stands in no register: "x" and 16 hexadecimal digits.

    Names that differ only in character width or white space give the same slug.

    >>> slug_for("000000", "department", "みどり部") == slug_for("000000", "department", "みどり 部")
    True
    """
    return "x" + _hash(city_code, kind, folded(name))[:16]


def folded(name: str) -> str:
    """Return the form in which names are compared: NFKC, without white space.

    >>> folded("㎏／ 人")
    'kg/人'
    """
    return "".join(unicodedata.normalize("NFKC", name).split())


def number_part(notation: str) -> str:
    """Return a policy's notation as a part of its IRI.

    >>> number_part("5-1-(3)"), number_part("45")
    ('5-1-3', '45')
    """
    return _part(re.sub(r"[()\[\]]", "", folded(notation)))


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one city: `base` is its instance base (ends with "/"), `code` its six digits."""

    base: str
    code: str

    # what the city's registers list

    def city(self) -> URIRef:
        """Return the IRI of the municipality."""
        return URIRef(f"{self.base}id/lg/{_part(self.code)}")

    def department(self, slug: str) -> URIRef:
        """Return the IRI of a department or division."""
        return self._in_city("dept", slug)

    def policy_scheme(self, scheme: str) -> URIRef:
        """Return the IRI of one generation of a policy list."""
        return self._in_city("policy", scheme)

    def policy(self, scheme: str, notation: str) -> URIRef:
        """Return the IRI of a policy or measure with a number or code."""
        return self._in_city("policy", scheme, number_part(notation))

    def policy_without_code(self, scheme: str, sentence: str) -> URIRef:
        """Return the IRI of a measure that is known by its sentence alone."""
        return self._in_city("policy", scheme, self.slug("policy", sentence))

    def program(self, slug: str) -> URIRef:
        """Return the IRI of a named programme."""
        return self._in_city("program", slug)

    def organization(self, slug: str, corporate_number: str | None = None) -> URIRef:
        """Return the IRI of a partner; with a corporate number it is the same in every city."""
        if corporate_number:
            return URIRef(f"{self.base}id/org/{_part(corporate_number)}")
        return self._in_city("org", slug)

    def group(self, slug: str) -> URIRef:
        """Return the IRI of a group of stakeholders."""
        return self._in_city("group", slug)

    def site(self, slug: str) -> URIRef:
        """Return the IRI of a facility."""
        return self._in_city("site", slug)

    def ordinance(self, slug: str) -> URIRef:
        """Return the IRI of an ordinance or regulation."""
        return self._in_city("law", slug)

    def plan(self, slug: str) -> URIRef:
        """Return the IRI of a plan, guideline or rule."""
        return self._in_city("plan", slug)

    def indicator(self, slug: str) -> URIRef:
        """Return the IRI of an indicator."""
        return self._in_city("indicator", slug)

    def unit(self, slug: str) -> URIRef:
        """Return the IRI of a unit that is none of the vocabulary's."""
        return self._in_city("unit", slug)

    def grade_scheme(self, scheme: str) -> URIRef:
        """Return the IRI of a scale of grades."""
        return self._in_city("grade", scheme)

    def grade(self, scheme: str, key: str) -> URIRef:
        """Return the IRI of a grade in its scale."""
        return self._in_city("grade", scheme, key)

    def continuation(self, earlier: URIRef, later: URIRef) -> URIRef:
        """Return the IRI of the link between two things of different years."""
        return self._in_city("continuation", _hash(earlier, later)[:16])

    def fiscal_year(self, year: int) -> URIRef:
        """Return the IRI of a fiscal year (April to March)."""
        return self._in_city("fy", str(year))

    # what a sheet holds

    def sheet(self, year: int, department: str) -> URIRef:
        """Return the IRI of the sheet of a department (its slug) for a fiscal year."""
        return self._in_city("sheet", str(year), department)

    def goal(self, year: int, department: str, number: int) -> URIRef:
        """Return the IRI of a goal of the year."""
        return below(self.sheet(year, department), "goal", str(number))

    def midterm(self, year: int, department: str, number: int) -> URIRef:
        """Return the IRI of a mid-term goal."""
        return below(self.sheet(year, department), "midterm", str(number))

    def evaluation(self, year: int, department: str, number: int) -> URIRef:
        """Return the IRI of the row of an evaluated program."""
        return below(self.sheet(year, department), "program", str(number))

    def item(self, owner: URIRef, kind: str, notation: str) -> URIRef:
        """Return the IRI of an action or statement; `owner` is its objective, or else the sheet."""
        return below(owner, kind, notation)

    def mention(self, owner: URIRef, kind: str, slug: str) -> URIRef:
        """Return the IRI of a mention in a statement, an action or a row."""
        return below(owner, "mention", f"{kind}-{slug}")

    def partnership(self, owner: URIRef, slug: str, role: str) -> URIRef:
        """Return the IRI of a mention of a partner with a role."""
        return below(owner, "partnership", f"{slug}-{role}")

    def policy_reference(self, owner: URIRef, policy: URIRef) -> URIRef:
        """Return the IRI of a row's link to a policy: `…/policy/{scheme}-{number}`."""
        scheme, number = policy.rsplit("/", 2)[1:]
        return below(owner, "policy", f"{scheme}-{number}")

    def figure(self, owner: URIRef, position: int) -> URIRef:
        """Return the IRI of a figure, counted from 1 in its statement or row."""
        return below(owner, "figure", str(position))

    def rating(self, owner: URIRef) -> URIRef:
        """Return the IRI of the grade of a row."""
        return below(owner, "rating")

    def period(self, owner: URIRef, position: int) -> URIRef:
        """Return the IRI of a period of a schedule, counted from 1 in its item."""
        return below(owner, "period", str(position))

    # where it stands

    def file(self, sha256: str) -> URIRef:
        """Return the IRI of a file by its bytes."""
        return URIRef(f"{self.base}id/file/{_part(sha256)}")

    def evidence(self, sha256: str, place: str, words: str) -> URIRef:
        """Return the IRI of a quote at a place of a file: a selector of lines, cells or pages."""
        return URIRef(f"{self.base}id/ev/{_hash(sha256, place, words)[:32]}")

    # named graphs

    def graph_sheet(self, year: int, department: str) -> URIRef:
        """Return the name of the graph of one sheet."""
        return self._in_city("graph", "sheet", str(year), department)

    def graph_registers(self) -> URIRef:
        """Return the name of the graph of the city's registers."""
        return self._in_city("graph", "registers")

    def graph_links(self) -> URIRef:
        """Return the name of the graph of what needs several sheets."""
        return self._in_city("graph", "links")

    def graph_catalog(self) -> URIRef:
        """Return the name of the graph of the catalogue; one for all cities of a base."""
        return URIRef(f"{self.base}graph/catalog")

    def slug(self, kind: str, name: str) -> str:
        """Return the slug of a name of this city that stands in no register."""
        return slug_for(self.code, kind, name)

    def _in_city(self, *parts: str) -> URIRef:
        return below(self.city(), *parts)


def below(owner: URIRef, *parts: str) -> URIRef:
    """Return an IRI under another one; what is not a plain ASCII character is percent-encoded."""
    return URIRef("/".join((owner, *map(_part, parts))))


def fragment(owner: URIRef, name: str) -> URIRef:
    """Return the IRI of a part of a thing that has no page of its own."""
    return URIRef(f"{owner}#{_part(name)}")


def _part(text: str) -> str:
    return quote(text, safe="")


def _hash(*values: str) -> str:
    """Hash values with their lengths, so that no two lists of values run together."""
    joined = "".join(f"{len(value)}:{value}" for value in values)
    return hashlib.sha256(joined.encode()).hexdigest()
