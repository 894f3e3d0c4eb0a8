"""The pages for people.

    cells                 how values of an answer become cells, links and tables
    names                 what a thing is called, class by class
    home, saved, tables   the release, the saved questions, the lists
    thing                 one thing: describe its facts and quotes, linked what points to it, figures by year
    source                the source text with its lines

They are written on the server and work without JavaScript.
"""
