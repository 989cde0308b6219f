"""``python -m hipmech``."""

from __future__ import annotations

from hipmech.cli import main

main(prog_name="hipmech")
