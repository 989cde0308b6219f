"""The same equations, symbol by symbol: LaTeX, exact derivatives and the browser's code, from one source.

``python -m hipmech.derivation`` writes the files of ``hipmech.generated`` anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from hipmech import contact, exercises, gait, generated, lateral
from hipmech.derivation.browser_file import equations_file, further_file
from hipmech.derivation.python_files import formulas_file, numbers_file, partials_file
from hipmech.derivation.tracing import symbol, trace, trace_equation
from hipmech.equations import Alternatives, Function

__all__ = ["FURTHER", "GENERATED", "symbol", "trace", "trace_equation", "write"]

FOLDER = Path(generated.__file__ or "").parent
FURTHER: Mapping[str, Iterable[Function | Alternatives]] = {
    "contact_equations.js": contact.EQUATIONS,
    "exercise_equations.js": exercises.EQUATIONS,
    "lateral_equations.js": lateral.EQUATIONS,
    "running_equations.js": gait.RUNNING,
    "walking_equations.js": gait.WALKING,
}
"""Equations of the rooms that are no part of a hip, by the script that holds them."""
GENERATED: Mapping[str, Callable[[], str]] = {
    "equations.js": equations_file,
    "formulas.py": formulas_file,
    "numbers.py": numbers_file,
    "partials.py": partials_file,
    **{name: partial(further_file, equations) for name, equations in FURTHER.items()},
}


def write(folder: Path = FOLDER) -> None:
    """Write every generated file into a folder."""
    for name, source in GENERATED.items():
        (folder / name).write_text(source(), encoding="utf-8")
