"""The pages for people.

    cells                 how values of an answer become cells, links and tables
    home, saved, tables   the release, the saved questions, the lists
    thing, source         one thing with its quotes; the source text with its lines

They are written on the server and work without JavaScript.
"""
