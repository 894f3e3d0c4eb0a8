"""Full-text search of a release.

    folding       how words are compared: widths, kana and case folded, pairs of characters
    documents     what can be found, read from the fragments
    readings      names in kana
    writing       the index file of a release, the same bytes from the same fragments
    finding       ranked hits, counts by facet, snippets

The index is one SQLite file, written with the release and then only read (decision 0015).
"""

from graph.search.documents import Document, documents
from graph.search.finding import Found, Hit, SearchIndex, Wanted
from graph.search.snippets import Snippet
from graph.search.writing import SEARCH, differs, write_index

__all__ = [
    "SEARCH",
    "Document",
    "Found",
    "Hit",
    "SearchIndex",
    "Snippet",
    "Wanted",
    "differs",
    "documents",
    "write_index",
]
