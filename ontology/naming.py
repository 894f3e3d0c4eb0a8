"""The base of the classes that hold the terms of a vocabulary."""

from typing import ClassVar

from rdflib import URIRef


class Vocabulary:
    """Base of the classes below: turns each annotation into the term of that name."""

    base: ClassVar[str]

    def __init_subclass__(cls, /, base: str) -> None:
        cls.base = base
        for name in cls.__annotations__:
            setattr(cls, name, URIRef(base + name))

    @classmethod
    def terms(cls) -> dict[str, URIRef]:
        """Return the terms by their local names."""
        return {name: URIRef(cls.base + name) for name in cls.__annotations__}
