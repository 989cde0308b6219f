"""People as distributions: mean, spread, bounds and correlation of each measure, and where they come from."""
