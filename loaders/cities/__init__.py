"""Cities: a folder of data each, found by looking; no line of code knows a city's name."""
