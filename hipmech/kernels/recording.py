"""What the equations would do to arrays, recorded once: a graph in which equal steps are one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

__all__ = ["TRUTHS", "WHOLE", "Factor", "Graph", "Recorded", "Rule", "Step", "known"]

COMMUTING = frozenset({"add", "multiply", "maximum", "minimum", "bitwise_and", "bitwise_or", "equal"})
TRUTHS = frozenset(
    {"less", "less_equal", "greater", "greater_equal", "equal", "bitwise_and", "bitwise_or", "invert"}
)


class Factor(NamedTuple):
    """A number times a power of the scale."""

    number: float
    power: int

    def times(self, other: Factor) -> Factor:
        """Product of two factors."""
        return Factor(self.number * other.number, self.power + other.power)

    def over(self, other: Factor) -> Factor:
        """Ratio of two factors."""
        return Factor(self.number / other.number, self.power - other.power)


WHOLE = Factor(1.0, 0)


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """One value of the graph: a constant, a leaf, or what a ufunc makes of other steps.

    Attributes
    ----------
    place : int
        A step stands after those it needs.
    work : str
        Name of a ufunc, ``where``, ``counted`` (a truth as 1 or 0), ``leaf``, ``constant`` or ``scale``.
    of : tuple of Step
    axes : int
        One bit for each axis along which the value differs.
    value : Any
        The number of a constant, the name of a leaf, the factor of a scale.
    """

    place: int
    work: str
    of: tuple[Step, ...] = ()
    axes: int = 0
    value: Any = None

    @property
    def constant(self) -> bool:
        """Whether the value is known already."""
        return self.work == "constant"

    @property
    def truth(self) -> bool:
        """Whether the value answers yes or no."""
        if self.work == "constant":
            return isinstance(self.value, (bool, np.bool_))
        return self.work in TRUTHS or (self.work == "where" and all(step.truth for step in self.of[1:]))


Rule = Callable[..., "Step | None"]


class Graph:
    """Steps recorded so far; a step that does what another does is that other.

    Parameters
    ----------
    rules : mapping of str to callable
        By ufunc, what it simplifies to: a step, or None.
    """

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._steps: dict[tuple[Any, ...], Step] = {}
        self.scaling: Step | None = None

    @property
    def one(self) -> Step:
        """The number one."""
        return self.constant(1.0)

    def leaf(self, name: str, axes: int) -> Step:
        """A value that comes from outside."""
        return self._kept(("leaf", name), work="leaf", axes=axes, value=name)

    def scale_leaf(self, name: str, axes: int) -> Step:
        """The one leaf, above zero, whose powers are taken out of sums and cancelled."""
        self.scaling = self.leaf(name, axes)
        return self.scaling

    def scale(self, factor: Factor) -> Step:
        """A number times a power of the scale."""
        if factor.power == 0 or self.scaling is None:
            return self.constant(factor.number)
        if factor == (1.0, 1):
            return self.scaling
        of = (self.scaling,)
        key = ("scale", f"{factor.number:.15g}", factor.power)
        return self._kept(key, work="scale", of=of, axes=of[0].axes, value=factor)

    def constant(self, value: Any) -> Step:
        """A number, or a truth."""
        kept = bool(value) if isinstance(value, (bool, np.bool_)) else float(value)
        key = ("constant", f"{kept:.15g}" if isinstance(kept, float) else kept)
        return self._kept(key, work="constant", value=kept)

    def apply(self, work: str, *of: Step) -> Step:
        """The value of a ufunc, or of ``where``, in the cheapest form that is known for it."""
        if work not in ("where", "bitwise_and", "bitwise_or", "invert"):
            of = tuple(self._counted(step) for step in of)
        if all(step.constant for step in of):
            return self.constant(known(work, *(step.value for step in of)))
        simpler = self._rules.get(work)
        found = simpler(self, *of) if simpler is not None else None
        return found if found is not None else self.plain(work, *of)

    def _counted(self, step: Step) -> Step:
        """A truth as the number that arithmetic takes it for."""
        if not step.truth:
            return step
        return self.constant(float(step.value)) if step.constant else self.plain("counted", step)

    def step(self, value: Any) -> Step:
        """The step of a recorded value, or of a number."""
        return value.step if isinstance(value, Recorded) else self.constant(value)

    def result(self, value: Any) -> Step:
        """The step of a recorded value as an output of its own, also where it is a leaf."""
        step = self.step(value)
        return self.plain("positive", step) if step.work == "leaf" else step

    def plain(self, work: str, *of: Step) -> Step:
        """The same as it stands."""
        if work in COMMUTING:
            of = tuple(sorted(of, key=lambda step: (not self._factor(step), step.place)))
        axes = 0
        for step in of:
            axes |= step.axes
        return self._kept((work, *(step.place for step in of)), work=work, of=of, axes=axes)

    def _factor(self, step: Step) -> bool:
        return step.constant or step.work == "scale" or step is self.scaling

    def _kept(self, key: tuple[Any, ...], **fields: Any) -> Step:
        if key not in self._steps:
            self._steps[key] = Step(place=len(self._steps), **fields)
        return self._steps[key]


def known(work: str, *values: Any) -> Any:
    """What a step makes of values that are known already."""
    with np.errstate(all="ignore"):
        if work == "where":
            return values[1] if values[0] else values[2]
        if work == "invert":
            return not values[0]
        return getattr(np, work)(*values)


class Recorded(NDArrayOperatorsMixin):
    """A value that walks through NumPy code and leaves its steps in a graph."""

    def __init__(self, graph: Graph, step: Step) -> None:
        self.graph, self.step = graph, step

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Recorded:
        if method != "__call__" or options:
            raise TypeError(f"np.{ufunc.__name__} cannot be recorded with {method} and {options}")
        return Recorded(self.graph, self.graph.apply(ufunc.__name__, *map(self.graph.step, inputs)))

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Any) -> Recorded:
        if function is not np.where or options:
            raise TypeError(
                f"np.{function.__name__} cannot be recorded; of these functions only np.where can"
            )
        return Recorded(self.graph, self.graph.apply("where", *map(self.graph.step, inputs)))

    def __bool__(self) -> bool:
        raise TypeError("an equation must not branch on a value: use np.where")
