"""RDF that somebody sends: checked against our rules, or against shapes that are given as files.

    file ── sandbox ── child process ── parsing ──┬── own ── our rules
                                                  └── profile ── shapes from files

Neither the data nor the shapes are trusted: the child has limits on time and memory, writes no file
and speaks to no network.
"""
