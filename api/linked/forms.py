"""The formats of a document about a thing, by suffix (`/doc/….ttl`) and by `Accept`."""

from collections.abc import Iterable

from api.errors import NotAcceptable
from api.sparql.formats import HTML, Format, best

DATA = (
    Format("ttl", ("text/turtle", "application/x-turtle")),
    Format("nt", ("application/n-triples", "text/plain")),
    Format("nq", ("application/n-quads",)),
    Format("jsonld", ("application/ld+json",)),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("json", ("application/json",)),
    Format("csv", ("text/csv",)),
)
"""What programs read. A name is the suffix too."""

FORMS = (HTML, *DATA)
"""All of them; a client that takes everything gets the page."""

_BY_NAME = {form.name: form for form in FORMS}
_SHOWN = 200


def parted(path: str) -> tuple[str, Format | None]:
    """Return a path without its suffix, and the format that the suffix names.

    >>> parted("lg/000000.ttl")[0], parted("lg/000000/sheet/2024/midori.programs")[1]
    ('lg/000000', None)
    """
    stem, point, suffix = path.rpartition(".")
    form = _BY_NAME.get(suffix) if point else None
    return (stem, form) if form else (path, None)


def chosen(accept: str, forms: Iterable[Format] = FORMS) -> Format:
    """Return the format that a client wants most; `NotAcceptable` names the ones that there are.

    >>> chosen("").name, chosen("text/html,*/*;q=0.8").name, chosen("text/turtle, */*;q=0.1").name
    ('html', 'html', 'ttl')
    """
    known = tuple(forms)
    found = best(known, accept)
    if found is None:
        types = ", ".join(form.media_types[0] for form in known)
        raise NotAcceptable("accept-unknown", accept=accept[:_SHOWN], known=types)
    return found
