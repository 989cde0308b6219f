"""What the live pages know of evidence: the claims, and the lines of the validation as they were written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hipmech import generated
from hipmech.claims import CLAIMS, FURTHER, OUTSIDE, Claim

__all__ = ["evidence_tables"]

FILE = Path(generated.__file__ or "").with_name("evidence.json")


def evidence_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    written = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        "CLAIMS": {name: _claim(one) for name, one in CLAIMS.items()},
        "FURTHER": {name: compute() for name, compute in FURTHER.items()},
        "OUTSIDE": OUTSIDE,
        "LINES": written["lines"],
        "PUBLISHED_ERRORS": written["errors"],
    }


def _claim(one: Claim) -> dict[str, Any]:
    """A claim without the bounds of its numbers, which only the tests ask for."""
    return {name: entry for name, entry in asdict(one).items() if name != "rests_on"}
