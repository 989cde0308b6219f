"""How far a load may be off: spread of people, error of measurement, and the model itself."""
