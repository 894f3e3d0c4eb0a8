"""People's names: where the head of a form prints them, whose they are, and how they are spelt.

find ── labels ──┬── persons ── words
      spelling ──┘

`titled` finds persons whom no field names, beside their titles.
"""
