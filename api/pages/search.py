"""`/search`: a form, the results with the words marked, and how many there are of each kind.

Everything is a plain address, so it works without JavaScript and can be shared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.labels import Labels
from api.languages import language_of
from api.pages.cells import Cell
from api.search import MOST_CHARACTERS, PARAMETERS, find, label_of, read, short, source_of
from api.site import render, site_of
from core.messages import Language, say
from graph.search import Found, Hit

_MOST_CHOICES = 15


@dataclass(frozen=True, slots=True)
class Result:
    """One result: a link, its class, and where it is from.

    `label` and `pieces` (the words around the match, where they are others) tell what is marked.
    """

    thing: Cell
    kind: str
    label: list[tuple[str, bool]]
    pieces: list[tuple[str, bool]]
    details: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet; `address` chooses it, or gives it up where it is `chosen`."""

    label: str
    count: int
    address: str
    chosen: bool


async def search_page(request: Request) -> Response:
    """Show the form, and below it what was found."""
    wanted = read(request)
    language = language_of(request)
    found = await find(request, wanted)
    labels = site_of(request).labels
    last = wanted.offset + len(found.hits)
    return render(
        request,
        "search.html",
        wanted=wanted,
        longest=MOST_CHARACTERS,
        kept=[(name, value) for name, value in _given(request) if name in ("type", "year", "dept")],
        found=found,
        results=[_result(request, hit, found, language) for hit in found.hits],
        facets=_facets(request, found, labels, language),
        last=last,
        previous=_page(request, wanted.offset - wanted.limit) if wanted.offset else None,
        following=_page(request, last) if last < found.total and found.hits else None,
    )


def _result(request: Request, hit: Hit, found: Found, language: Language) -> Result:
    site = site_of(request)
    label = hit.en if language == "en" and hit.en else label_of(hit)
    tongue = "en" if label == hit.en and label != hit.ja else "ja"
    address = site.addresses().page(hit.iri)
    same = hit.snippet.text == label
    year = say("search-year", language, year=hit.year) if hit.year else ""
    named = _name(found.labels.get(hit.department, ("", "")), language)
    return Result(
        Cell(label, address or hit.iri, outside=address is None, language=tongue),
        site.labels.kind(hit.kind, language),
        hit.snippet.pieces() if same else [(label, False)],
        [] if same else hit.snippet.pieces(),
        tuple(filter(None, (year, named))),
        source_of(hit),
    )


def _facets(
    request: Request, found: Found, labels: Labels, language: Language
) -> list[tuple[str, Sequence[Choice]]]:
    """Return the facets that have a choice: the name of the parameter, and its values with counts."""
    values: dict[str, Iterable[tuple[str, str, int]]] = {
        "type": ((short(kind), labels.kind(kind, language), count) for kind, count in found.kinds),
        "year": ((str(year), str(year), count) for year, count in sorted(found.years, reverse=True)),
        "dept": (
            (iri.rsplit("/", 1)[-1], _name(found.labels.get(iri, (iri, "")), language), count)
            for iri, count in found.departments
        ),
    }
    return [
        (name, [_choice(request, name, *each) for each in list(choices)[:_MOST_CHOICES]])
        for name, choices in values.items()
    ]


def _choice(request: Request, name: str, value: str, label: str, count: int) -> Choice:
    """Return a link that chooses one value of a facet; the page begins anew."""
    chosen = (name, value) in _given(request)
    others = [each for each in _given(request) if each[0] not in (name, "offset")]
    pairs = others if chosen else [*others, (name, value)]
    return Choice(label, count, "/search?" + urlencode(pairs), chosen)


def _page(request: Request, offset: int) -> str:
    """Return the address of another page of results."""
    others = [each for each in _given(request) if each[0] != "offset"]
    return "/search?" + urlencode([*others, ("offset", str(max(0, offset)))])


def _given(request: Request) -> list[tuple[str, str]]:
    pairs = request.query_params.multi_items()
    return [(name, value) for name, value in pairs if value and name in PARAMETERS]


def _name(label: tuple[str, str], language: Language) -> str:
    ja, en = label
    return en if language == "en" and en else ja
