"""Data that a page carries for search engines: schema.org as JSON-LD, in a block that no browser runs."""

import json
from collections.abc import Mapping

from markupsafe import Markup

_CONTEXT = "https://schema.org"
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def data_block(said: Mapping[str, object]) -> Markup:
    r"""Return JSON-LD for `<script type="application/ld+json">`, out of which no text can break.

    >>> data_block({"@type": "Thing", "name": "</script>"})
    Markup('{"@context": "https://schema.org", "@type": "Thing", "name": "\\u003c/script\\u003e"}')
    """
    text = json.dumps({"@context": _CONTEXT, **said}, ensure_ascii=False)
    return Markup(text.translate(_ESCAPED))  # noqa: S704  what could end the block is escaped above
