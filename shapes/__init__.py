"""What must hold: rules in SHACL, a run of them over a graph, and findings people can act on."""
