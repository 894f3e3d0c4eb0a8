"""A document becomes a `ManagementSheet`, by the form that it was printed from."""
