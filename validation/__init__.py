"""One file per paper: what was published, beside what hipmech says."""
