"""`/data/changes.atom`: the releases that are kept, the newest first, and what each of them changed."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from api.differences import compared, pair_before
from api.errors import Switched
from api.languages import language_of
from api.represent import VARIES, represent
from api.service import service_address
from api.site import site_of
from api.sparql.lanes import RETRY
from core.messages import Language, listed, say
from graph.differences import Section, sections
from graph.home import Home
from graph.release import Release, kept

_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA_TYPE = "application/atom+xml"
_MOST_RELEASES = 20
_MOST_LINES = 20
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


async def feed(request: Request) -> Response:
    """Send the feed in the language of the address."""
    language, release = language_of(request), site_of(request).release()
    prefix = "/en" if language == "en" else ""
    top = service_address(request).removesuffix("/sparql") + prefix
    entries = [await _entry(each, language, top) for each in _kept(release)]
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(feed, "id", _id(release, "changes"))
    _add(feed, "title", say("feed-title", language, cities=[city.name for city in release.manifest.cities]))
    _add(feed, "updated", max(each.findtext("updated", "") for each in entries))
    author = ElementTree.SubElement(feed, "author")
    publishers = dict.fromkeys(city.face.publisher or city.name for city in release.manifest.cities)
    _add(author, "name", listed(publishers, language) or "Tsunagu")
    feed.append(ElementTree.Element("link", {"rel": "self", "href": f"{top}/data/changes.atom"}))
    feed.append(ElementTree.Element("link", {"rel": "alternate", "href": f"{top}/data"}))
    feed.extend(entries)
    body = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    response = represent(request, body, _MEDIA_TYPE, release.id)
    response.headers["Vary"] = f"{VARIES['Vary']}, Host"  # its links name this site
    return response


def _kept(release: Release) -> Iterator[Release]:
    """Yield the releases up to the one that answers, the newest first; `Switched` where that is gone."""
    home = release.path.parents[1]
    known = Home(home).release_ids()
    if release.id not in known:  # removed a moment ago
        raise Switched("release-just-switched", retry=RETRY)
    for release_id in reversed(known[: known.index(release.id) + 1][-_MOST_RELEASES:]):
        found = kept(home, release_id)
        if found is not None:
            yield found


async def _entry(release: Release, language: Language, top: str) -> ElementTree.Element:
    entry = ElementTree.Element("entry")
    _add(entry, "id", _id(release, f"release/{release.id}"))
    _add(entry, "title", say("feed-entry", language, release=release.id, day=release.manifest.created[:10]))
    _add(entry, "updated", release.manifest.created)
    pair = await pair_before(release)
    if pair is None:
        _add(entry, "summary", say("feed-first", language))
        entry.append(ElementTree.Element("link", {"rel": "alternate", "href": f"{top}/data"}))
        return entry
    told = sections(await compared(pair), language)
    headings = [section.heading for section in told] or [say("difference-nothing", language)]
    _add(entry, "summary", listed(headings, language))
    address = f"{top}/data/changes/{release.id}"
    entry.append(ElementTree.Element("link", {"rel": "alternate", "href": address}))
    _add(entry, "content", "\n".join(line for section in told for line in _lines(section, language)))
    return entry


def _lines(section: Section, language: Language) -> Iterator[str]:
    yield section.heading
    yield from (f"・{line.text}" for line in section.lines[:_MOST_LINES])
    if len(section.lines) > _MOST_LINES:
        yield say("changes-more", language, count=len(section.lines) - _MOST_LINES)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_IN_XML.sub("", text)


def _id(release: Release, of: str) -> str:
    """Return an identifier that is the same on whatever host this is served."""
    codes = "+".join(city.code for city in release.manifest.cities)
    return f"urn:tsunagu:{codes or 'none'}:{of}"
