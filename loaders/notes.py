"""The reader's notes as sentences for people."""

from core.messages import Language, say
from loaders.sheet import Note

# Values that are kinds of items: they are shown by their names in the reader's language.
_KINDS = ("kind", "before", "after", "section")


def sentence(note: Note, language: Language | None = None) -> str:
    """Return what the note says, in one language (the user's when None).

    >>> sentence(Note("info", "note-no-head-name"), "en")
    'There is no name field, so it cannot be checked which name to black out.'
    """
    values = {
        name: say(f"kind-{value}", language) if name in _KINDS else value for name, value in note.values
    }
    return say(note.key, language, **values)
