"""The words of the source behind a line, and how a person finds them in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from api.addresses import iri_list
from api.places import in_words
from api.rows import Row, text
from api.site import rows, site_of
from core.messages import LANGUAGES
from graph.network import Words

_AT_ONCE = 200
_MOST = 2
"""Quotes of one mention: a continuation has one of each year."""

_QUERY = """PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?via ?quote ?file ?line ?lineEnd ?cell ?page WHERE {
  VALUES ?via { %s }
  ?via tng:evidence ?evidence .
  ?evidence tng:quote ?quote ; tng:file ?file ; tng:line ?line ; tng:lineEnd ?lineEnd .
  OPTIONAL { ?evidence tng:cell ?cell }
  OPTIONAL { ?evidence tng:page ?page }
}
ORDER BY ?via ?file ?line ?lineEnd ?quote
LIMIT 2000"""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source, the address of the marked lines, and file and page, cell or lines in words."""

    words: str
    source: str
    place: Words


async def quotes(request: Request, vias: Iterable[str]) -> dict[str, list[Quote]]:
    """Return the quotes of each mention, goal, figure or continuation, at most two of each."""
    wanted, files = sorted(set(vias)), _files(request)
    found: dict[str, list[Quote]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        answer = await rows(request, _QUERY % iri_list(wanted[start : start + _AT_ONCE]))
        for row in answer.rows:
            of = found.setdefault(text(row, "via"), [])
            if len(of) < _MOST:
                of.append(_quote(row, files))
    return found


def _files(request: Request) -> dict[str, str]:
    """Return the names of the files of the release, by the end of their IRIs."""
    return {sheet.sha256: sheet.file for sheet in site_of(request).release().manifest.sheets}


def _quote(row: Row, files: Mapping[str, str]) -> Quote:
    values = {name: text(row, name) for name in ("cell", "page", "line", "lineEnd")}
    sha256 = text(row, "file").rsplit("/", 1)[-1]
    values["name"] = files.get(sha256, sha256[:12])
    place = Words(*(in_words(values, language) for language in LANGUAGES))
    return Quote(text(row, "quote"), f"/sources/{sha256}#L{values['line']}", place)
