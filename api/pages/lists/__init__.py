"""The lists of things: departments, policies, partners, programs, indicators.

    page → reading, facets, files → lines → definitions, asking

A list is data (`definitions.LISTS`): a query that gives a row for each thing, year and department, the
columns that are made of these rows, and the facets that narrow them. Sorting, narrowing and turning
pages happen here, so that all of them work in one way and on any store.
"""
