"""Forms as grids of cells: tables found by their headings, records by their key, columns by their place."""
