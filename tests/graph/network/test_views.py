"""The heads of the views, and what their queries may ask for."""

import re

import pytest

from graph.network.views import View, parse, views
from ontology import terms

VIEWS = list(views().values())


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_view_is_told_in_both_languages(view: View) -> None:
    for words in (view.title, view.description, view.edge):
        assert re.search("[ぁ-ん一-龠]", words.say("ja"))
        assert words.say("en").isascii()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_term_of_a_query_is_in_the_vocabulary(view: View) -> None:
    named = set(re.findall(r"\btng:([A-Za-z]\w*)", view.text))
    assert named
    for name in named:
        assert str(getattr(terms.TNG, name)).endswith(name)


@pytest.mark.parametrize("head", ["#+ title = 3", "#+ name = [", "", '#+ colour = "red"'])
def test_a_wrong_head_is_refused(head: str) -> None:
    with pytest.raises(ValueError):
        parse("x", f"{head}\nSELECT ?source WHERE {{}}\n")
