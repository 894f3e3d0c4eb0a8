"""The published graph: builds, releases, and the store that queries read."""
