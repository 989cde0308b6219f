"""Studies: what is computed stands in one file, runs in parts, resumes where it was stopped, and reports."""

from __future__ import annotations

from hipmech.studies.checking import Check, check
from hipmech.studies.reading import Study, Wishes, read
from hipmech.studies.reports import Report
from hipmech.studies.running import run

__all__ = ["Check", "Report", "Study", "Wishes", "check", "read", "run"]
