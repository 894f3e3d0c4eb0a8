"""The commands, one module for each group; `app` puts them together."""
