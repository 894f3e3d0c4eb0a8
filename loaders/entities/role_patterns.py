"""The patterns of `rules/roles.toml`, where `{name}` stands for a part that several of them share."""

import re
from functools import lru_cache

from loaders.entities.tables import table


@lru_cache(maxsize=64)
def pattern(group: str, key: str) -> re.Pattern[str]:
    """Return a pattern of the table; of a list any of its patterns."""
    source = table("roles")[group][key]
    whole = "|".join(source) if isinstance(source, list) else source
    for name, part in table("roles")["parts"].items():
        whole = whole.replace(f"{{{name}}}", f"(?:{part})")
    return re.compile(whole)
