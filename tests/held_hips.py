"""What a page makes of all that it holds: the inputs to solve, what acts, the table to take along."""

import csv
import io
import math
from collections.abc import Mapping
from typing import Any

from hipmech.links import ACTS_WITH, OFFERED, set_aside
from hipmech.loads import Load
from hipmech.posture import LEANING_STRATEGIES
from hipmech.quantities import QUANTITIES


def differs(name: str, held: Mapping[str, Any]) -> bool:
    """Whether an input is held at another value than its default."""
    return name in held and held[name] != QUANTITIES[name].default


def inputs_of(held: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs to solve: what differs from its default without contradiction."""
    aside = set_aside(held)
    return {name: held[name] for name in OFFERED if differs(name, held) and name not in aside}


def acts(name: str, held: Mapping[str, Any]) -> bool:
    """Whether an input has any effect on the hip as held."""
    if name == "trunk_lean":
        return held.get("stance_strategy") not in LEANING_STRATEGIES
    other, values = ACTS_WITH.get(name, ("", ()))
    return not other or (held.get(other) in values if values else bool(held.get(other)))


def as_csv(load: Load) -> str:
    """One hip as a CSV file: a column for each input and output, its unit in the header."""
    frame = load.table()
    columns = {**frame.attrs["fixed"], **frame.iloc[0].to_dict()}
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(f"{name} [{QUANTITIES[name].unit}]" if QUANTITIES[name].unit else name for name in columns)
    rows.writerow(_cell(amount) for amount in columns.values())
    return text.getvalue()


def _cell(amount: Any) -> str:
    if isinstance(amount, str):
        return amount
    return f"{amount:.12g}" if math.isfinite(amount) else ""
