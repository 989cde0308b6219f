"""How equations run over many hips: recorded once, in blocks, in place."""
