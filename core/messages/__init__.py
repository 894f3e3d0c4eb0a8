"""What the software says, in Japanese and English (decision 0007).

The sentences stand in the TOML files of this folder, one file for each room:

    [encoding-unknown]
    ja = "{file}：文字コードが分かりません。"
    en = "{file}: the character encoding is unknown."

`say("encoding-unknown", file="a.txt")` gives the sentence in the user's language
(`TSUNAGU_LANG`, else Japanese). A list or tuple among the values is written as that language writes
lists, so an error that carries one reads well in both.
"""

import os
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")

_BETWEEN: dict[Language, str] = {"ja": "、", "en": ", "}


def user_language() -> Language:
    """Return the language that `TSUNAGU_LANG` asks for; Japanese where it says nothing."""
    return "en" if os.environ.get("TSUNAGU_LANG", "ja").lower().startswith("en") else "ja"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every message: key to language to sentence. A key in two files is an error."""
    found: dict[str, dict[str, str]] = {}
    for source in sorted(files("core.messages").iterdir(), key=lambda path: path.name):
        if not source.name.endswith(".toml"):
            continue
        for key, sentences in tomllib.loads(source.read_text(encoding="utf-8")).items():
            if key in found:
                raise ValueError(f"message {key!r} stands in two files")
            found[key] = sentences
    return found


def say(key: str, language: Language | None = None, /, **values: object) -> str:
    """Return the sentence `key` in one language (the user's when None), its places filled."""
    chosen = language or user_language()
    written = {
        name: listed(value, chosen) if isinstance(value, (list, tuple)) else value
        for name, value in values.items()
    }
    return catalogue()[key][chosen].format(**written)


def listed(things: Iterable[object], language: Language | None = None) -> str:
    """Return things side by side, as a language writes lists (the user's when None).

    >>> listed(["みどり", "まなび"], "ja"), listed([2024, 2025], "en")
    ('みどり、まなび', '2024, 2025')
    """
    return _BETWEEN[language or user_language()].join(map(str, things))
