"""What rules proposed and a person should judge: out of a release, and back into a city's folder.

candidates.py   what the current release proposes, one for each surface and kind
marks.py        the table in which a person marks them
judge.py        what the marks decide; every row is checked, and nothing is written unless all are fine
folder.py       the rows that go into the city's folder
"""
