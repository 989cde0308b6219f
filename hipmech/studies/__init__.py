"""Studies: what is computed stands in one file, runs in parts, resumes where it was stopped, and reports."""
