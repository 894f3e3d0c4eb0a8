import pytest

from api.errors import NotAcceptable
from api.sparql.formats import accepted, named, wants_html


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("", "json", "ttl"),
        ("*/*", "json", "ttl"),
        ("text/csv", "csv", None),
        ("text/turtle;q=0.9, application/n-triples", None, "nt"),
        ("application/json;q=0.2, text/tab-separated-values;q=0.7", "tsv", "jsonld"),
        ("text/*", "csv", "ttl"),
        ("application/*;q=0.1, text/csv;q=0.5", "csv", "nt"),
        ("application/sparql-results+json;q=0, */*", "xml", "ttl"),
        ("TEXT/CSV ; Q=1.0", "csv", None),
        ("text/csv;q=nonsense, application/sparql-results+xml", "xml", None),
    ],
)
def test_the_most_wanted_format_is_chosen(accept: str, rows: str | None, graph: str | None) -> None:
    choice = accepted(accept)
    assert (choice.rows and choice.rows.name) == rows
    assert (choice.graph and choice.graph.name) == graph


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "application/pdf, image/*"])
def test_nothing_acceptable_is_an_error_that_lists_the_formats(accept: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        accepted(accept)
    assert "text/turtle" in refused.value.text("en")


def test_a_name_stands_for_a_format() -> None:
    assert named("ttl").graph is not None
    assert named("ttl").rows is None
    with pytest.raises(NotAcceptable):
        named("xlsx")


def test_a_browser_wants_a_page() -> None:
    assert wants_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not wants_html("text/html;q=0.1, text/csv")
    assert not wants_html("text/html;q=0")
