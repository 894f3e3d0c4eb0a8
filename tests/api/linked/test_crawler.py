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


def speaks_of(body: bytes, form: str, iri: str) -> bool:
    """Tell whether a document says anything of a thing."""
    if form in RDF:
        read = parse(body, format=RDF[form])
        return any(NamedNode(iri) in (quad.subject, quad.predicate, quad.object) for quad in read)
    if form == "csv":
        return any(iri in row for row in csv.reader(io.StringIO(body.decode())))
    name = iri.rpartition("#")[2] if "/def#" in iri else iri.partition("#")[0]
    return name in body.decode()


def silent(client: httpx.Client, iris: list[str], place: Callable[[str], str], form: str) -> list[str]:
    """Return the IRIs that nothing is said of where they lead, in a format."""
    media = next(each.media_types[0] for each in FORMS if each.name == form)
    known: dict[str, bytes] = {}
    for iri in iris:
        path = place(iri)
        if path not in known:
            answer = client.get(path, headers={"Accept": media}, follow_redirects=True)
            found = answer.status_code == 200 and answer.headers["content-type"].startswith(media)
            known[path] = answer.content if found else b""
    # In RDF an IRI is written in several ways; that it is there was read by `speaks_of` for each kind.
    name = "<{}>" if form in ("nt", "nq") else "{}"
    return [iri for iri in iris if name.format(shown(iri, form)).encode() not in known[place(iri)]]


def shown(iri: str, form: str) -> str:
    """Return what of an IRI stands in a format as it is."""
    if form in ("nt", "nq"):
        return iri
    whole, _, part = iri.partition("#")
    return part if whole.endswith("/def") else whole


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
        assert speaks_of(answer.content, form, iri), iri
        address = path.replace("/id/", "/doc/", 1) + f".{form}"
        assert form == "html" or client.get(address).content == answer.content, iri


def test_there_are_many_kinds(kinds: list[str]) -> None:
    assert len(kinds) > 30
    assert len(DATA) == 7
