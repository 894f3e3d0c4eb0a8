"""RDF in every syntax, and files that are broken or hostile."""

import pytest

from core.errors import RefusedFile
from shapes.foreign.parsing import parsed
from shapes.foreign.subjects import first_lines

ONE = {
    "a.ttl": b"@prefix e: <http://e/> .\ne:a e:b e:c .",
    "a.NT": b"<http://e/a> <http://e/b> <http://e/c> .",
    "a.nq": b"<http://e/a> <http://e/b> <http://e/c> <http://e/g> .",
    "a.trig": b"@prefix e: <http://e/> .\ne:g { e:a e:b e:c }",
    "a.jsonld": b'{"@id": "http://e/a", "http://e/b": {"@id": "http://e/c"}}',
    "a.rdf": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    b'<r:Description r:about="http://e/a"><e:b r:resource="http://e/c"/></r:Description></r:RDF>',
}


@pytest.mark.parametrize("name", ONE)
def test_every_syntax_says_the_same(name: str) -> None:
    assert [tuple(map(str, triple)) for triple in parsed(ONE[name], name).graph] == [
        ("http://e/a", "http://e/b", "http://e/c")
    ]


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("empty.nq", b"", "rdf-empty"),
        ("cut.ttl", b"<http://e/a> <http://e/b", "rdf-cut"),
        ("bytes.nt", b"\xff\xfe\x00", "rdf-not-utf8"),
        ("outside.jsonld", b'{"@context": "http://schema.org/", "@id": "http://e/a"}', "rdf-context-outside"),
        (
            "entity.rdf",
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + ONE["a.rdf"].replace(b"r:resource", b"e:c"),
            "rdf-broken",
        ),
    ],
)
def test_what_is_no_rdf_is_refused(name: str, data: bytes, key: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        parsed(data, name)
    assert refused.value.key == key
    assert name in refused.value.text("ja")


def test_deep_nesting_is_read() -> None:
    depth = 20_000
    text = b"<http://e/a> <http://e/p> " + b"[ <http://e/p> " * depth + b"1" + b" ]" * depth + b" ."
    assert len(parsed(text, "deep.ttl").graph) == depth + 1


@pytest.mark.parametrize("name", ["a.ttl", "a.NT", "a.nq", "a.jsonld", "a.rdf"])
def test_a_subject_stands_on_its_line(name: str) -> None:
    given = parsed(
        b"\n\n"
        + ONE[name]
        .replace(b"r:about", b"rdf:about")
        .replace(b"xmlns:r=", b"xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:r="),
        name,
    )
    lines = first_lines(given.text, given.prefixes, ["http://e/a", "http://e/c"])
    assert lines == {"http://e/a": 4 if name == "a.ttl" else 3}
