"""RDF is checked in a process of its own, which has limits."""

from typing import Any

import pytest

from core.errors import RefusedFile
from shapes.foreign import sandbox
from shapes.foreign.sandbox import check_own, check_profile

ENDLESS = b"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://e/S> a sh:NodeShape ; sh:targetNode <http://e/a> ; sh:property
    [ sh:path <http://e/p> ; sh:pattern "^(a+)+$" ] .
"""
DATA = b'\n<http://e/a> <http://e/p> "%s!" .' % (b"a" * 60)


def test_findings_come_back_with_their_lines() -> None:
    (found,) = check_profile(DATA.replace(b"a" * 60, b"b"), "data.nt", {"shapes.ttl": ENDLESS})
    assert (found.file, found.line, found.focus) == ("data.nt", 2, "http://e/a")
    assert found.place("ja") == "data.nt 2行目"


def test_a_pattern_without_end_is_stopped() -> None:
    with pytest.raises(RefusedFile) as refused:
        check_profile(DATA, "data.nt", {"shapes.ttl": ENDLESS}, seconds=3)
    assert refused.value.key == "rdf-too-slow"


def test_memory_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MEMORY", 8)
    many = b"".join(b"<http://e/%d> <http://e/p> <http://e/o> .\n" % number for number in range(60_000))
    with pytest.raises(RefusedFile) as refused:
        check_profile(many, "many.nt", {"shapes.ttl": ENDLESS})
    assert refused.value.key in {"rdf-needs-memory", "rdf-check-failed"}


def test_our_rules_run_there_too(base: Any) -> None:
    def lines(graph: Any) -> bytes:
        data: bytes = graph.serialize(format="nt", encoding="utf-8")
        return data

    assert check_own(lines(base.sheet), "sheet.nt", lines(base.registers)) == ()
    with pytest.raises(RefusedFile) as refused:
        check_own(DATA, "data.nt", b"")
    assert refused.value.key == "rdf-no-sheet"
