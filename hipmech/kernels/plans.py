"""In which order the steps run, how often, and in which buffers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hipmech.kernels.calls import Call, calls
from hipmech.kernels.recording import Step

__all__ = ["Operation", "Plan", "planned"]

ENOUGH = 16384
"""Cases in a row from which the call of a ufunc costs less than its work."""
DEAR = {"tan": 6, "sqrt": 5, "arcsin": 6, "arctan2": 9, "cosh": 40, "exp": 4, "divide": 2, "where": 3}
"""Work of a ufunc, in additions."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: which registers it reads, and which it writes."""

    work: str
    reads: tuple[int, ...]
    writes: int
    flat: bool


@dataclass(frozen=True, eq=False)
class Plan:
    """How a graph runs over its axes.

    Attributes
    ----------
    inner : tuple of int
        Axes that run within a ufunc, as one row of cases.
    outer : tuple of int
        Axes that are gone through one value at a time, the last one fastest.
    levels : tuple of tuple of Operation
        What is computed once a row, then at each change of the first outer axis, of the second, …
    buffers : mapping of int to dtype
        Registers that hold a row of cases, by the buffer's type.
    constants, leaves : mapping of int to value, and of int to name
    roots : mapping of str to int
        Register of each output.
    axes : mapping of int to int
        Bits of the axes along which a register differs, for leaves and outputs.
    registers : int
        How many there are.
    """

    inner: tuple[int, ...]
    outer: tuple[int, ...]
    levels: tuple[tuple[Operation, ...], ...]
    buffers: Mapping[int, Any]
    constants: Mapping[int, Any]
    leaves: Mapping[int, str]
    roots: Mapping[str, int]
    axes: Mapping[int, int]
    registers: int

    @cached_property
    def calls(self) -> tuple[tuple[Call, ...], ...]:
        """What each level calls."""
        return tuple(map(calls, self.levels))

    def level(self, axes: int) -> int:
        """How deep in the loops a value changes."""
        return max((depth for depth, axis in enumerate(self.outer, 1) if axes >> axis & 1), default=0)


def planned(roots: Mapping[str, Step], lengths: Sequence[int]) -> Plan:
    """Plan of a graph over axes of these lengths."""
    steps = _behind(roots.values())
    inner, outer = _loops(steps, lengths)
    inside = sum(1 << axis for axis in inner)
    plan = Plan(inner, outer, (), {}, {}, {}, {}, {}, 0)
    order = sorted((step for step in steps if step.of), key=lambda step: (plan.level(step.axes), step.place))
    registers = _Registers(order, roots.values(), plan, inside)
    levels: list[list[Operation]] = [[] for _ in range(len(outer) + 1)]
    elsewhere: dict[int, int] = {}
    for position, step in enumerate(order):
        reads = tuple(map(registers.of, operands(step)))
        work = step.work
        if work == "scale":
            number, power = step.value
            work = {1: "multiply", -1: "divide"}.get(power, work)
            reads = (registers.number(number), *reads)
            if work == "scale":
                reads = (*reads, registers.number(float(power)))
        level, flat = levels[plan.level(step.axes)], bool(step.axes & inside)
        if work == "where" and flat:
            condition = step.of[0].place
            if condition not in elsewhere:
                elsewhere[condition] = registers.new()
                level.append(Operation("elsewhere", reads[:1], elsewhere[condition], flat=False))
            reads = (elsewhere[condition], *reads[1:])
        writes = registers.taken(step, position)
        level.append(Operation(work, reads, writes, flat))
    ends = [step for step in steps if not step.of]
    outputs = {name: registers.of(step) for name, step in roots.items()}
    return Plan(
        inner=inner,
        outer=outer,
        levels=tuple(map(tuple, levels)),
        buffers=registers.kinds,
        constants={registers.of(step): step.value for step in ends if step.constant} | registers.numbers,
        leaves={registers.of(step): step.value for step in ends if not step.constant},
        roots=outputs,
        axes={registers.of(step): step.axes for step in (*ends, *roots.values())},
        registers=registers.new(),
    )


def operands(step: Step) -> tuple[Step, ...]:
    """What a step reads. Of a guard that chooses between two numbers, what that choice rests on.

    Most rows of cases need no guard, so what it would put there is not computed before it is needed.
    """
    if step.work != "where" or step.of[2].work != "where" or not all(s.constant for s in step.of[2].of[1:]):
        return step.of
    return (*step.of[:2], *step.of[2].of)


def _behind(roots: Iterable[Step]) -> list[Step]:
    """All steps that the roots rest on, each after those it needs."""
    found: dict[int, Step] = {}
    waiting = list(roots)
    while waiting:
        step = waiting.pop()
        if step.place not in found:
            found[step.place] = step
            waiting.extend(operands(step))
    return [found[place] for place in sorted(found)]


def _loops(steps: Iterable[Step], lengths: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Axes on which much rests run in a row, so that it is computed once; where little rests, loops."""
    weights = [0] * len(lengths)
    for step in steps:
        for axis in range(len(lengths)):
            if step.axes >> axis & 1:
                weights[axis] += DEAR.get(step.work, 1)
    axes = sorted(range(len(lengths)), key=lambda axis: -weights[axis])
    inner: list[int] = []
    cases = 1
    while axes and (cases < ENOUGH or not inner):
        inner.append(axes.pop(0))
        cases *= lengths[inner[-1]]
    return tuple(inner), tuple(axes)


class _Registers:
    """A register for each step; a buffer that nobody reads any more goes to the next."""

    def __init__(self, order: Sequence[Step], roots: Iterable[Step], plan: Plan, inside: int) -> None:
        self.kinds: dict[int, Any] = {}
        self.numbers: dict[int, float] = {}
        self._of: dict[int, int] = {}
        self._free: dict[Any, list[int]] = {}
        self._plan, self._inside, self._next = plan, inside, 0
        self._roots = {step.place for step in roots}
        self._last: dict[int, tuple[int, int]] = {}
        for position, step in enumerate(order):
            for needed in operands(step):
                self._last[needed.place] = (position, plan.level(step.axes))
        self._small = _verdicts(order)
        self._homes = self._kept_home(order)

    def new(self) -> int:
        """A register that nothing has."""
        self._next += 1
        return self._next - 1

    def of(self, step: Step) -> int:
        """Register of a step that has one, or of a leaf or constant."""
        if step.place not in self._of:
            self._of[step.place] = self.new()
        return self._of[step.place]

    def number(self, value: float) -> int:
        """Register of a number that is no step of its own."""
        register = self.new()
        self.numbers[register] = value
        return register

    def taken(self, step: Step, position: int) -> int:
        """Register for the result of a step: one that its operands leave, or another."""
        kind = self._kind(step)
        left = [needed for needed in dict.fromkeys(operands(step)) if self._dies(needed, position)]
        # A choice reads its condition after it has begun to write.
        kept = {step.of[0], *operands(step)[2:]} if step.work == "where" else set()
        for needed in left:
            if needed not in kept:
                self._leave(needed)
        register = self._chosen(step, kind)
        for needed in left:
            if needed in kept:
                self._leave(needed)
        return register

    def _leave(self, step: Step) -> None:
        self._free.setdefault(self._kind(step), []).append(self._of[step.place])

    def _chosen(self, step: Step, kind: Any) -> int:
        if not step.axes & self._inside:
            return self.of(step)
        home = self._homes.get(step.place)
        if home is not None or step.place in self._roots:
            key = home if home is not None else step.place
            register = self._of.setdefault(key, self.new())
            self._of[step.place] = register
        else:
            free = self._free.get(kind, [])
            register = self._of[step.place] = free.pop() if free else self.new()
        self.kinds[register] = kind
        return register

    def _dies(self, step: Step, position: int) -> bool:
        last, level = self._last[step.place]
        return (
            last == position
            and bool(step.of)
            and bool(step.axes & self._inside)
            and step.place not in self._roots
            and step.place not in self._homes
            and self._plan.level(step.axes) == level
        )

    def _kept_home(self, order: Sequence[Step]) -> dict[int, int]:
        """Steps that are written where the output stands that only guards them."""
        homes: dict[int, int] = {}
        for position, step in reversed(tuple(enumerate(order))):
            home = homes.get(step.place, step.place if step.place in self._roots else None)
            if step.work != "where" or home is None:
                continue
            yes = step.of[1]
            if (
                yes.of
                and self._kind(yes) == self._kind(step)
                and yes.axes == step.axes
                and yes.place not in self._roots
                and self._last[yes.place][0] == position
            ):
                homes[yes.place] = home
        return homes

    def _kind(self, step: Step) -> Any:
        if step.truth:
            return np.bool_
        return np.int8 if step.place in self._small else np.float64


def _verdicts(order: Sequence[Step]) -> set[int]:
    """Steps that are one of a few small whole numbers, and that only choices read."""
    found: set[int] = set()
    readers: dict[int, list[Step]] = {}
    for step in order:
        for needed in step.of:
            readers.setdefault(needed.place, []).append(step)
    for step in reversed(order):
        if _verdict(step) and all(
            reader.work == "where" and reader.place in found for reader in readers.get(step.place, ())
        ):
            found.add(step.place)
    return found


def _verdict(step: Step) -> bool:
    """Whether a value is one of a few small whole numbers."""
    if step.constant:
        return float(step.value) in range(128)
    return step.work == "counted" or (step.work == "where" and all(map(_verdict, step.of[1:])))
