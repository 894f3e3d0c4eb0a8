"""A file becomes a `Document`: lines of text or cells of a table, or it is refused with a reason."""
