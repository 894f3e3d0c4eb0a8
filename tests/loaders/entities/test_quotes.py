"""Quotes: the sentence around a name, on the narrowest lines that hold it."""

from loaders.document import Document, Encoding, SourceFile, Span
from loaders.entities.passage import Passage
from loaders.entities.quotes import quote_of


def document(*lines):
    return Document(SourceFile("a.txt", "", 0, "text/plain"), Encoding("utf-8", ""), lines)


def test_the_sentence_and_its_lines():
    made = document("〇館を開きました。月島商", "工会議所と連携しまし", "た。次の文です。")
    passage = Passage("〇館を開きました。月島商工会議所と連携しました。次の文です。")
    begin = passage.printed.index("月島")
    quote = quote_of(passage, begin, begin + 7, made, Span(1, 3))
    assert (quote.value, quote.span) == ("月島商工会議所と連携しました。", Span(1, 3))
    quote = quote_of(passage, 1, 2, made, Span(1, 3))
    assert (quote.value, quote.span) == ("〇館を開きました。", Span(1, 1))


def test_over_a_page_break_the_clause_stands_or_the_name():
    made = document("月島会と連携し、星川会", "課題・今後の方向性", "と協議しました。")
    passage = Passage("月島会と連携し、星川会と協議しました。")
    assert quote_of(passage, 0, 3, made, Span(1, 3)).value == "月島会と連携し、"
    assert quote_of(passage, 8, 11, made, Span(1, 3)).value == "星川会"


def test_nothing_is_quoted_that_does_not_stand():
    assert quote_of(Passage("月島会"), 0, 3, document("星川会"), Span(1, 1)) is None
