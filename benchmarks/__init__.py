"""How fast hipmech is, as ratios: `python3 start.py bench`."""
