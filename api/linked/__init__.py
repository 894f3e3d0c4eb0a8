"""Things at their own addresses, in every format: what a document says, and how it is written.

    missing
    about, plain → facts → terms
    writing → jsonld
    forms

The routes are in `api.documents`.
"""
