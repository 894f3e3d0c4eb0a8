"""One name in several spellings: its legal form in every way it is written, and without it."""

import re
from functools import lru_cache

from loaders.entities.tables import either, table


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return a folded name without its legal form.

    >>> plain_name("東雲ガス株式会社"), plain_name("NPO法人ホタルの里")
    ('東雲ガス', 'ホタルの里')
    """
    stripped = _edge().sub("", name).strip()
    return stripped or name


def written(name: str) -> tuple[str, ...]:
    """Return a folded name with its legal form in every way it is written, and without it.

    >>> written("(株)本の森")
    ('(株)本の森', '株式会社本の森', '本の森')
    """
    ways = [name]
    for same in table("forms")["same"]:
        for form in same:
            if name.startswith(form) or name.endswith(form):
                ways.extend(name.replace(form, other) for other in same if other != form)
    return tuple(dict.fromkeys([*ways, plain_name(name)]))


@lru_cache(maxsize=1)
def _edge() -> re.Pattern[str]:
    forms = either("forms", "forms")
    return re.compile(f"^(?:{forms})+|(?:{forms})+$")
