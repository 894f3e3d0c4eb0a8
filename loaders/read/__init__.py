"""A file becomes a `Document`: bytes are decoded, counted and cut into lines, or refused with a reason."""
