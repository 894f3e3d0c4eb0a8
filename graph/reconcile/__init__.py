"""Finding what the names in other people's tables mean: identifiers first, then names.

    spellings    one name in many spellings: widths, kana, legal forms, the city before it
    things       what can be meant, read from the fragments: partners, programs, policies, departments
    writing      the names of a release: one file, the same bytes from the same fragments
    asking       what a question says: names, numbers, codes
    scoring      how well a name fits, 0 to 100, and why
    judging      names and identifiers together
    finding      candidates for a question, the best first

Nothing is decided for anybody: a candidate is a match only where one thing alone fits and no sign
speaks against it.
"""

from graph.reconcile.asking import Query
from graph.reconcile.finding import MOST_LIMIT, Candidate, NamesIndex
from graph.reconcile.things import FEATURES, KINDS, Thing, things
from graph.reconcile.writing import NAMES, differs, write_names

__all__ = [
    "FEATURES",
    "KINDS",
    "MOST_LIMIT",
    "NAMES",
    "Candidate",
    "NamesIndex",
    "Query",
    "Thing",
    "differs",
    "things",
    "write_names",
]
