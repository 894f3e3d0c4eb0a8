"""A sheet becomes a graph: read, recognise, structure, and turn into triples."""
