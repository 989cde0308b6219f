"""Trials as files: what a laboratory or OpenSim would have written."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from hipmech import trials
from tests.walkers import Columns, Numbers, walker

UNITS = {"s": ("s", 1.0), "mm": ("mm", 1.0), "N": ("N", 1.0)}


def table_of(
    columns: Columns, time: Numbers, units: Mapping[str, tuple[str, float]] = UNITS
) -> dict[str, Numbers]:
    """Columns under their names with units; each unit with its factor."""
    named = {}
    for role, values in {"time": time, **columns}.items():
        unit, factor = units[trials.ROLES[role]]
        named[f"{role}_{unit}"] = values * factor
    return named


def write_csv(
    path: Path, table: Mapping[str, Numbers], *, above: str = "", delimiter: str = ",", mark: str = "."
) -> Path:
    rows = np.column_stack(list(table.values())).tolist()
    lines = [delimiter.join("" if v != v else repr(v).replace(".", mark) for v in row) for row in rows]
    path.write_text(f"{above}{delimiter.join(table)}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_sto(path: Path, table: Mapping[str, Numbers], **header: str) -> Path:
    rows = np.column_stack(list(table.values())).tolist()
    said = {"version": "1", "nRows": str(len(rows)), "nColumns": str(len(table)), "inDegrees": "no"} | header
    above = "\n".join((path.stem, *(f"{k}={v}" for k, v in said.items()), "endheader", "\t".join(table)))
    lines = "\n".join("\t".join("nan" if v != v else repr(v) for v in row) for row in rows)
    path.write_text(f"{above}\n{lines}\n", encoding="utf-8")
    return path


def walk_csv(folder: Path, **options: str) -> Path:
    """The walker of the tests as a file that needs no mapping."""
    body = walker()
    return write_csv(folder / "walk.csv", table_of(body.columns, body.time), **options)
