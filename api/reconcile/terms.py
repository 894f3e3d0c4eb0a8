"""The classes and properties that can be asked for, under their names in both languages."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from api.labels import Labels, shorten
from api.saved import Words
from core.messages import Language
from graph.reconcile import FEATURES, KINDS
from ontology.terms import TNG

Named = dict[str, str]
"""`{"id": …, "name": …}`, as the protocol writes classes and properties."""


class Property(BaseModel):
    """A property of `properties.toml`; without `types` things of every class may have it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Words
    pattern: str
    types: tuple[str, ...] = ()
    count: bool = False

    def fits(self, kinds: Iterable[str]) -> bool:
        """Tell whether things of one of these classes may have it; of all where there are none."""
        wanted = [kind.removeprefix(TNG.base) for kind in kinds]
        return not self.types or not wanted or any(kind in self.types for kind in wanted)


@cache
def properties() -> dict[str, Property]:
    """Return all properties by their ids."""
    table = tomllib.loads((files("api.reconcile") / "properties.toml").read_text("utf-8"))
    return {name: Property.model_validate(row) for name, row in table.items()}


def feature_of(pid: str) -> str | None:
    """Return what a property of a question is compared with, None for one that plays no part.

    >>> feature_of("corporate-number"), feature_of("http://www.w3.org/ns/org#identifier"), feature_of("x")
    ('corporate-number', 'corporate-number', None)
    """
    return pid if pid in FEATURES else next((name for name, iri in FEATURES.items() if iri == pid), None)


def kind_of(given: str) -> str | None:
    """Return the class of a type id: an IRI, `tng:Partner` or `Partner`; None for a class of nothing here."""
    return next((kind for kind in KINDS if given in (kind, shorten(kind), kind.removeprefix(TNG.base))), None)


def named(kind: str, labels: Labels, language: Language) -> Named:
    """Return a class as the protocol writes it."""
    return {"id": kind, "name": labels.kind(kind, language)}


def named_property(pid: str, language: Language) -> Named:
    """Return a property as the protocol writes it."""
    return {"id": pid, "name": properties()[pid].label.say(language)}
