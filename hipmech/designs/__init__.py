"""Which hips a sweep computes: grids, pairs, tables, samples, and every combination of them."""
