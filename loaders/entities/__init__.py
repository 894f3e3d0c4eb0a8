"""Who and what the text names, in which role, and how much: from prose to mentions and figures.

link.py         the way through: a sheet in, the same sheet with mentions and figures out
passage.py      one text as every rule sees it: printed, folded, its noun runs, its sentences
candidate.py    what a rule proposes; which of several that overlap is taken
…               one module for each way of finding, strongest first
"""
