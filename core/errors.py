"""The tree of exceptions. A person can act on each: what is wrong, where, what to do.

    TsunaguError
    ├── UsageError        the command or a setting cannot be understood       exit status 2
    ├── RefusedFile       one file cannot be loaded; the others go on         exit status 1
    ├── EndpointError     a SPARQL server does not do what it is asked to     exit status 2
    └── HomeError         the home folder cannot be read or written           exit status 2

Each carries a key of `core.messages`, so that it can be shown in Japanese and in English.
"""

from core.messages import Language, say


class TsunaguError(Exception):
    """An error to show to a person.

    `key` names a message of the catalogue, `values` fill its places.
    """

    exit_status = 2

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key, values)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes; keyword values would be lost without this."""
        return (_rebuild, (type(self), self.key, self.values))

    def text(self, language: Language | None = None) -> str:
        """Return the sentence in one language (the user's when none is given)."""
        return say(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.text()


class UsageError(TsunaguError):
    """The command or a setting cannot be understood."""


class RefusedFile(TsunaguError):
    """One file cannot be loaded; the other files of a build go on."""

    exit_status = 1


class EndpointError(TsunaguError):
    """Another SPARQL server cannot be reached, refuses, or answers what is no answer."""


class HomeError(TsunaguError):
    """The home folder cannot be read or written."""


def _rebuild(kind: type[TsunaguError], key: str, values: dict[str, object]) -> TsunaguError:
    return kind(key, **values)
