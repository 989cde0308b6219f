"""Which input matters: Sobol indices, and which measurement to take first."""
