"""Who and what the text names, in which role, and how much: from prose to mentions and figures.

link.py         the way through: a sheet in, the same sheet with mentions, figures and pairs out
finder.py       all rules over the texts of a document, twice
passage.py      one text as every rule sees it: printed, folded, its words, its sentences
candidate.py    what a rule proposes; which of several that overlap is taken
mentions.py     from what is taken to mentions: roles, quotes
rules/*.toml    what the rules know about Japanese administration, as data

The ways of finding, strongest first: decided.py (people), lexicon.py (registers), quoted.py (names
that the document gives itself), short.py (同〜, ends of names), forms.py (legal forms), suffixes.py
(last parts of names), cues.py (words around a name), programs.py, documents.py, tagger.py (plugged in).
"""
