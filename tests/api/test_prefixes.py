"""A forgotten PREFIX, the commonest slip of all, is told by its name."""

import pytest
from pyoxigraph import Store

from api.sparql.answers import answer
from api.sparql.prefixes import undeclared
from api.sparql.wire import Request, Start
from core.messages import say

KNOWN = {"tng": "https://w3id.org/tsunagu/def#"}
START = Start(store="", memory=512, most_rows=10, most_bytes=10_000, seconds=5, prefixes=KNOWN)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("ASK { ?x tng:number 1 }", (1, 10, "tng:", KNOWN["tng"])),
        ("PREFIX a: <urn:a>\nASK { ?x a:b 1 ; \n  tng:number 1 }", (3, 3, "tng:", KNOWN["tng"])),
        ("ASK { ?x ?p ?x FILTER(?x = my.own:f) }", (1, 28, "my.own:", "…")),
        ("ASK { ?x :p ?y }", (1, 10, ":", "…")),
        ('ASK { ?x ?y "1"^^xsd:int }', (1, 18, "xsd:", "…")),
    ],
)
def test_the_first_name_without_a_prefix_is_told(query: str, place: tuple[int, int, str, str]) -> None:
    request = Request(query=query, rows="json", graph=None, default_graphs=None, named_graphs=None)
    reply, body = answer(Store(), request, START)
    assert (reply.error, body) == ("query-prefix-missing", b"")
    assert tuple(reply.values[name] for name in ("line", "column", "prefix", "namespace")) == place
    for language in ("ja", "en"):
        assert f"PREFIX {place[2]} <{place[3]}>" in say(reply.error, language, **reply.values)


@pytest.mark.parametrize(
    "query",
    [
        "prefix tng: <urn:a> ASK { ?x tng:number }",
        'ASK { _:a ?p "tng:x" # tng:y\n , }',
        "ASK { <tng:a> ?p }",
        "",
    ],
)
def test_other_slips_are_told_as_such(query: str) -> None:
    assert undeclared(query, KNOWN) is None
