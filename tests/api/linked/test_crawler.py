"""Whoever follows any of our IRIs gets a document that speaks of it, in every format."""

import csv
import io
import re
from collections.abc import Callable

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from api.linked.forms import DATA, FORMS

RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


OURS = re.compile(r"https://w3id\.org/tsunagu/[^\s\"'<>&]+")
PART = re.compile(r"[\"]#([^\s\"<>]+)\"|\bid=\"([^\"]+)\"")


def named(body: bytes, form: str, place: str) -> set[str]:
    """Return every IRI of ours that a document names, in full or as a part of its thing (`#lines`)."""
    if form in RDF:
        quads = parse(body, format=RDF[form])
        terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object))
        return {term.value for term in terms if isinstance(term, NamedNode)}
    if form == "csv":
        return {cell for row in csv.reader(io.StringIO(body.decode())) for cell in row}
    text = body.decode()
    parts = {one or other for one, other in PART.findall(text)}
    return {*OURS.findall(text), *(f"https://w3id.org/tsunagu{place}#{part}" for part in parts)}


def shown(iri: str, form: str) -> str:
    """Return what a format names: a page tells of the parts of a thing under the name of the whole."""
    return iri.partition("#")[0] if form == "html" and "/def#" not in iri else iri


def silent(client: httpx.Client, iris: list[str], place: Callable[[str], str], form: str) -> list[str]:
    """Return the IRIs that are not named where they lead, in a format."""
    media = next(each.media_types[0] for each in FORMS if each.name == form)
    known: dict[str, set[str]] = {}
    for iri in iris:
        path = place(iri)
        if path not in known:
            answer = client.get(path, headers={"Accept": media}, follow_redirects=True)
            found = answer.status_code == 200 and answer.headers["content-type"].startswith(media)
            known[path] = named(answer.content, form, path) if found else set()
    return [iri for iri in iris if shown(iri, form) not in known[place(iri)]]


def test_every_iri_is_told_of_where_it_leads(
    client: httpx.Client, ours: list[str], place: Callable[[str], str]
) -> None:
    assert len({place(iri) for iri in ours}) > 1000
    assert silent(client, ours[::7], place, "nt") == []


@pytest.mark.slow
@pytest.mark.parametrize("form", [each.name for each in FORMS])
def test_every_single_iri_is_there_in_every_format(
    client: httpx.Client, ours: list[str], place: Callable[[str], str], form: str
) -> None:
    assert silent(client, ours, place, form) == []


@pytest.fixture(scope="module")
def kinds(ours: list[str]) -> list[str]:
    """One IRI of each pattern: the words of its path without names, numbers and hashes."""
    found: dict[str, str] = {}
    for iri in ours:
        steps = iri.removeprefix("https://w3id.org/tsunagu/id/lg/992011/").split("/")
        pattern = "/".join(step for step in steps if step.isalpha() or "#" in step)
        found.setdefault(re.sub(r"[0-9a-f]{32}", "", pattern), iri)
    return sorted(found.values())


@pytest.mark.parametrize("form", [each.name for each in FORMS])
def test_every_kind_of_thing_is_there_in_every_format(
    client: httpx.Client, kinds: list[str], place: Callable[[str], str], form: str
) -> None:
    media = next(each.media_types[0] for each in FORMS if each.name == form)
    for iri in kinds:
        path = place(iri)
        answer = client.get(path, headers={"Accept": media}, follow_redirects=True)
        assert answer.status_code == 200, iri
        assert answer.headers["content-type"].partition(";")[0] == media, iri
        assert shown(iri, form) in named(answer.content, form, path), iri
        address = path.replace("/id/", "/doc/", 1) + f".{form}"
        assert form == "html" or client.get(address).content == answer.content, iri


def test_there_are_many_kinds(kinds: list[str]) -> None:
    assert len(kinds) > 30
    assert len(DATA) == 7
