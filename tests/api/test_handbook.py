"""`docs/vocabulary*.md` is what `make docs` makes of the vocabulary and the rules as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.handbook import PAGES, page, write
from core.messages import LANGUAGES, Language
from ontology.described import terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_in_the_project_is_up_to_date(
    language: Language, root: Path, golden: Callable[[Path, str], None]
) -> None:
    """`make docs` and `make golden` both write it anew."""
    golden(root / "docs" / PAGES[language], page(language))


def test_each_page_tells_of_every_term_in_its_language(tmp_path: Path) -> None:
    write(tmp_path)
    japanese, english = ((tmp_path / PAGES[language]).read_text("utf-8") for language in LANGUAGES)
    for term in terms():
        assert f"### {term.label.ja} `tng:{term.name}`\n\n{term.definition.ja}" in japanese
        assert f"### {term.label.en} `tng:{term.name}`\n\n{term.definition.en}" in english
