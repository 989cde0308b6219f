"""Studies: what is computed stands in one file, runs in parts, resumes where it was stopped, and reports."""

from __future__ import annotations

from hipmech.studies.reading import Study, Wishes, read

__all__ = ["Study", "Wishes", "read"]
