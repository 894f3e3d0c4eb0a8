"""The graph explorer: what stands around a thing, why it is joined, and the ways between two things.

    kinds       which things are points, and what the lines between them are called
    state       what a person has chosen, as it stands in the address
    links       the questions about who is joined with whom
    points      what points are called, and which point stands for a thing that is none
    evidence    the words of the source behind a line
    around      which points are shown
    drawn       the points with the lines between them
    ways        the shortest ways between two points
    shown       what an address shows
    told        all this as JSON
    files       all this as CSV, GraphML and GEXF
    page        the page

Everything is asked for with SPARQL through the pool, each question with a limit, so that it works from
a remote store too, and every request ends.
"""
