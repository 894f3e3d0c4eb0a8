"""Small grammars for what Japanese sheets print: widths, wraps, markers, years, schedules, tags, codes.

Printed text is never changed: everything here works on folded copies that know where each of their
characters came from (`width.Folded`), so that a finding can be cut out of the original.
"""
