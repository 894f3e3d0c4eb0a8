"""The views of planners: who works on what with whom, what is missing, what was missed, what changed.

    page.py            the address of every view: its form, page, files, embedding
    shown.py           what a view shows: findings, a picture, tables
    asking.py          the queries of this folder, and their answers
    ties.py            the mentions of partners, which four views look at
    coverage.py        departments by policies: an empty cell is the finding
    partners.py        partners that share goals
    collaboration.py   departments that share partners or policies
    bridges.py         who holds the network together
    flow.py            from a policy to its goals and partners
    targets.py         targets met, missed and without a figure
    years.py           goals that are new, go on, or ended

A view is an `async` function from a request and its values to a `View`; `page.VIEWS` lists them.
"""
