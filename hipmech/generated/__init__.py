"""What the derivation writes: formulas and derivatives, so that nobody pays for SymPy at start."""
