"""The words of the source that say something, each with its marked place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.addresses import iri_choice, iri_list
from api.languages import language_of
from api.places import in_words
from api.rows import Row, text
from api.site import rows
from core.messages import Language

_OF = "?evidence tng:quote ?quote ; tng:file ?file ; tng:line ?line ; tng:lineEnd ?lineEnd ."
_PLACE = """
  OPTIONAL { ?evidence tng:cell ?cell }
  OPTIONAL { ?evidence tng:page ?page }
"""
_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""

_OWN = (
    _PREFIXES
    + """
SELECT ?quote ?file ?name ?line ?lineEnd ?cell ?page WHERE {
  VALUES ?thing { %s }
  { ?thing tng:evidence ?evidence } UNION { ?thing a tng:Evidence BIND(?thing AS ?evidence) }
"""
    + f"  {_OF}\n  OPTIONAL {{ ?file dct:title ?name }}{_PLACE}}}\nORDER BY ?name ?line ?lineEnd\nLIMIT 200\n"
)

# What a goal names is told by a mention of it, which has both: the goal and what it names. Each branch is
# whole, so that engines begin with what is given there.
_BRANCHES = (
    "VALUES ?thing { %(things)s } ?link tng:objective ?thing ; tng:of ?value ; tng:evidence ?evidence .",
    "VALUES ?thing { %(things)s } ?link tng:sheet ?thing ; tng:of ?value ; tng:evidence ?evidence .",
    "VALUES ?thing { %(things)s } ?link tng:of ?thing ; tng:objective ?value ; tng:evidence ?evidence ."
    " FILTER(?value IN (%(choice)s))",
    "VALUES ?value { %(own)s } ?value tng:evidence ?evidence .",
)
_BEHIND = (
    f"{_PREFIXES}SELECT ?value ?rank ?quote ?file ?line ?lineEnd ?cell ?page WHERE {{\n"
    + "  UNION\n".join(
        f"  {{ {branch} {_OF} BIND({rank} AS ?rank) }}\n" for rank, branch in enumerate(_BRANCHES)
    )
    + f"{_PLACE}}}\nORDER BY ?value ?rank ?file ?line ?lineEnd ?quote\n"
)
_NOBODY = ("urn:tsunagu:nobody", "urn:tsunagu:nothing")
"""Stand beside the others: Virtuoso cannot compile a choice of one."""

_ALIKE = 0.5
"""A text that is so much of a quote says the same."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source, the address of their lines, and how a person finds them in the file.

    `place` names the file, where it was asked for; `short` leaves it out.
    """

    words: str
    address: str
    place: str
    short: str

    def beside(self, text: str) -> bool:
        """Tell whether the words say more than a text that stands beside them."""
        same = text in self.words and len(text) > len(self.words) * _ALIKE
        return not same and self.words not in text


async def quotes_of(request: Request, iris: Sequence[str]) -> tuple[Quote, ...]:
    """Return the words behind a thing, in the order of the file."""
    found = await rows(request, _OWN % iri_list(iris))
    return tuple(_quote(row, language_of(request)) for row in found.rows)


async def behind(request: Request, iris: Sequence[str], others: Iterable[str]) -> Mapping[str, Quote]:
    """Return by thing the first words that join it to one of `iris`; for `others` at least their own."""
    own = sorted(set(others) - set(iris))
    places = {"things": iri_list(iris), "own": iri_list(own), "choice": iri_choice((*own, *_NOBODY))}
    found = await rows(request, _BEHIND % places)
    quotes: dict[str, Quote] = {}
    for row in found.rows:
        quotes.setdefault(text(row, "value"), _quote(row, language_of(request)))
    return quotes


def _quote(row: Row, language: Language) -> Quote:
    values = {name: text(row, name) for name in ("name", "cell", "page", "line", "lineEnd")}
    checksum = text(row, "file").rsplit("/", 1)[-1]
    return Quote(
        text(row, "quote"),
        f"/sources/{checksum}#L{values['line']}",
        in_words(values, language),
        in_words(values, language, named=False),
    )
