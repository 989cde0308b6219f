"""``python -m hipmech.derivation`` writes the generated files anew."""

from __future__ import annotations

from hipmech.derivation import write

write()
