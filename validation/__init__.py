"""One file per paper: its numbers, or the arithmetic from them, beside what hipmech says."""
