"""From year to year: which goals and programs continue which, as the graph `{c}/graph/links`.

    facts        what the sheets and the registers say that matters here
    succession   which sheets follow which, when departments are renamed, split or merged
    alike        how alike two texts or two sets are
    people       what people decided
    votes        what speaks for two goals being one, and whether that is enough
    match        each goal with the one before it; splits and mergers
    programs     programs that end where one of a similar name begins
    status       how far each named thing is settled, over all its mentions
    write        all that as triples
    links        from fragments to a fragment

A printed number never links two goals: numbers are given anew each year.
"""
