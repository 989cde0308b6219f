"""What a step comes to with less work: factors travel outwards, verdicts rest on less."""

from __future__ import annotations

import math
from collections.abc import Mapping

from hipmech.kernels.recording import WHOLE, Factor, Graph, Rule, Step, known

__all__ = ["SIMPLER"]

TURNED = {
    "less": "greater",
    "less_equal": "greater_equal",
    "greater": "less",
    "greater_equal": "less_equal",
    "equal": "equal",
}
"""What a comparison becomes when both sides change sign."""


# A step that is a factor times another is kept as that factor and the other, so that units, signs and the
# mass of the body travel outwards, meet, and cancel before anything is computed.


def _parts(graph: Graph, step: Step) -> tuple[Factor, Step]:
    """A step as a factor and what it multiplies."""
    first, base = step.of if step.work == "multiply" else (step, graph.one)
    if first.constant:
        return Factor(float(first.value), 0), base
    if first is graph.scaling:
        return Factor(1.0, 1), base
    return (first.value, base) if first.work == "scale" else (WHOLE, step)


def _scaled(graph: Graph, factor: Factor, step: Step) -> Step:
    """A factor times a step."""
    inside, base = _parts(graph, step)
    factor = factor.times(inside)
    if factor.number == 0:  # what is left out of a model is left out, even where it would be infinite
        return graph.constant(0.0)
    if math.isnan(factor.number):
        return graph.constant(factor.number)
    if factor == WHOLE:
        return base
    if base is graph.one:
        return graph.scale(factor)
    if base.work == "where":
        condition, yes, no = base.of
        return graph.apply("where", condition, _scaled(graph, factor, yes), _scaled(graph, factor, no))
    return graph.plain("multiply", graph.scale(factor), base)


def _multiply(graph: Graph, a: Step, b: Step) -> Step | None:
    (f, x), (g, y) = _parts(graph, a), _parts(graph, b)
    if x is graph.one or y is graph.one:
        return _scaled(graph, f.times(g), y if x is graph.one else x)
    cancelled = _cancelled(x, y) or _cancelled(y, x)
    if cancelled is not None:
        return _scaled(graph, f.times(g), graph.apply("multiply", *cancelled))
    return None if f == g == WHOLE else _scaled(graph, f.times(g), graph.apply("multiply", x, y))


def _cancelled(product: Step, ratio: Step) -> tuple[Step, Step] | None:
    """(p·c)·(d/c) as p·d."""
    if product.work != "multiply" or ratio.work != "divide" or ratio.of[1] not in product.of:
        return None
    first, second = product.of
    return (second if first is ratio.of[1] else first), ratio.of[0]


def _divide(graph: Graph, a: Step, b: Step) -> Step | None:
    (f, x), (g, y) = _parts(graph, a), _parts(graph, b)
    if f.number == 0 or g.number == 0:
        return a if f.number == 0 else None
    if y is graph.one:
        return _scaled(graph, f.over(g), x)
    if x is graph.one:
        ratio = f.over(g)
        part = graph.plain("divide", graph.constant(ratio.number), y)
        return part if ratio.power == 0 else _scaled(graph, Factor(1.0, ratio.power), part)
    if y.work == "divide" and not y.of[0].constant:  # a/(b/c) as (a/b)·c: what follows may cancel c
        ratio_of_both = graph.apply("divide", x, y.of[0])
        return _scaled(graph, f.over(g), graph.apply("multiply", ratio_of_both, y.of[1]))
    return None if f == g == WHOLE else _scaled(graph, f.over(g), graph.apply("divide", x, y))


def _add(graph: Graph, a: Step, b: Step) -> Step | None:
    return _sum(graph, a, b, 1.0)


def _subtract(graph: Graph, a: Step, b: Step) -> Step | None:
    return _sum(graph, a, b, -1.0)


def _sum(graph: Graph, a: Step, b: Step, sign: float) -> Step | None:
    """p·x ± p·y as p·(x ± y), and what both sums have in common once."""
    (f, x), (g, y) = _parts(graph, a), _parts(graph, b)
    if g.number == 0:
        return a
    if f.number == 0:
        return _scaled(graph, Factor(sign, 0), b)
    if f.power != g.power:
        return None
    p, q = f.number, sign * g.number
    one, other = _terms(graph, x, p), _terms(graph, y, q)
    if one.keys() & other.keys():
        inside = _added(graph, {base: one.get(base, 0.0) + other.get(base, 0.0) for base in {**one, **other}})
        return _scaled(graph, Factor(1.0, f.power), inside)
    if abs(q) == abs(p):
        inside = graph.plain("add" if q == p else "subtract", x, y)
        return _scaled(graph, Factor(p, f.power), inside)
    return _scaled(graph, Factor(1.0, f.power), _joined(graph, p, x, q, y))


def _joined(graph: Graph, p: float, x: Step, q: float, y: Step) -> Step:
    """p·x + q·y as it stands; a minus is taken off, not multiplied."""
    if p < 0 < q:
        p, x, q, y = q, y, p, x
    if q == -1:
        return graph.plain("subtract", _scaled(graph, Factor(p, 0), x), y)
    return graph.plain("add", _scaled(graph, Factor(p, 0), x), _scaled(graph, Factor(q, 0), y))


FEW_TERMS = 4


def _terms(graph: Graph, step: Step, factor: float) -> dict[Step, float]:
    """A sum as factors by what they multiply; what is no sum, or a long one, is a single term."""
    found: dict[Step, float] = {}
    waiting = [(step, factor)]
    while waiting:
        part, number = waiting.pop()
        inside, base = _parts(graph, part)
        if inside.power:
            return {step: factor}
        number *= inside.number
        if base.work in ("add", "subtract"):
            first, second = base.of
            waiting += [(first, number), (second, number if base.work == "add" else -number)]
        else:
            found[base] = found.get(base, 0.0) + number
        if len(found) + len(waiting) > FEW_TERMS:
            return {step: factor}
    return found


def _added(graph: Graph, terms: dict[Step, float]) -> Step:
    """The sum of factors times steps."""
    kept = sorted(((n, base) for base, n in terms.items() if n), key=lambda term: term[1].place)
    if not kept:
        return graph.constant(0.0)
    (p, x), *rest = kept
    for q, y in rest:
        p, x = 1.0, _joined(graph, p, x, q, y)
    return _scaled(graph, Factor(p, 0), x)


def _negative(graph: Graph, a: Step) -> Step | None:
    return _scaled(graph, Factor(-1.0, 0), a)


def _absolute(graph: Graph, a: Step) -> Step | None:
    f, x = _parts(graph, a)
    return None if f == WHOLE else _scaled(graph, Factor(abs(f.number), f.power), graph.apply("absolute", x))


def _sqrt(graph: Graph, a: Step) -> Step | None:
    f, x = _parts(graph, a)
    if f == WHOLE or f.number < 0 or f.power % 2:
        return None
    return _scaled(graph, Factor(math.sqrt(f.number), f.power // 2), graph.apply("sqrt", x))


def _maximum(graph: Graph, a: Step, b: Step) -> Step | None:
    """Against zero the factor travels on; one below zero turns the larger into the smaller."""
    b, a = (a, b) if a.constant else (b, a)
    f, x = _parts(graph, a)
    if f == WHOLE or not (b.constant and b.value == 0):
        return None
    return _scaled(graph, f, graph.apply("maximum" if f.number > 0 else "minimum", x, b))


def _arctan2(graph: Graph, a: Step, b: Step) -> Step | None:
    """A length in common changes no angle; the sign of the height is that of the angle."""
    (f, x), (g, y) = _parts(graph, a), _parts(graph, b)
    if f == WHOLE or f.number == 0 or f.power != g.power:
        return None
    sign = math.copysign(1.0, f.number)
    part = graph.apply("arctan2", x, _scaled(graph, Factor(sign * g.number / f.number, 0), y))
    return _scaled(graph, Factor(sign, 0), part)


def _power(graph: Graph, a: Step, b: Step) -> Step | None:
    return graph.apply("multiply", a, a) if b.constant and b.value == 2 else None


def _hypot(graph: Graph, a: Step, b: Step) -> Step:
    """Lengths of a body: their squares neither overflow nor vanish."""
    squares = (graph.apply("multiply", side, side) for side in (a, b))
    return graph.apply("sqrt", graph.apply("add", *squares))


def _half_angle(graph: Graph, a: Step) -> tuple[Step, Step, Step]:
    """The tangent t of a/2, t² and 1 + t²: NumPy takes one tangent five times faster than one sine."""
    tangent = graph.apply("tan", _scaled(graph, Factor(0.5, 0), a))
    square = graph.apply("multiply", tangent, tangent)
    return tangent, square, graph.apply("add", graph.one, square)


def _sin(graph: Graph, a: Step) -> Step:
    if a.work == "arcsin":
        return a.of[0]
    if a.work == "arctan2":  # no angle, and so NaN, where both sides are zero
        return graph.apply("divide", a.of[0], graph.apply("hypot", *a.of))
    tangent, _, whole = _half_angle(graph, a)
    return _scaled(graph, Factor(2.0, 0), graph.apply("divide", tangent, whole))


def _cos(graph: Graph, a: Step) -> Step:
    one = graph.one
    if a.work == "arcsin":
        square = graph.apply("multiply", a.of[0], a.of[0])
        return graph.apply("sqrt", graph.apply("subtract", one, square))
    if a.work == "arctan2":
        return graph.apply("divide", a.of[1], graph.apply("hypot", *a.of))
    _, square, whole = _half_angle(graph, a)
    return graph.apply("divide", graph.apply("subtract", one, square), whole)


def _where(graph: Graph, condition: Step, yes: Step, no: Step) -> Step | None:
    if condition.constant:
        return yes if condition.value else no
    if yes is no:
        return yes
    if yes.constant and no.constant and (yes.value, no.value) == (1, 0) and not yes.truth:
        return graph.plain("counted", condition)
    if yes.truth and yes.constant:
        return graph.apply(
            *(("bitwise_or", condition, no) if yes.value else ("bitwise_and", _not(graph, condition), no))
        )
    if no.truth and no.constant:
        return graph.apply(
            *(("bitwise_or", _not(graph, condition), yes) if no.value else ("bitwise_and", condition, yes))
        )
    return None


def _not(graph: Graph, a: Step) -> Step:
    return graph.apply("invert", a)


def _and(graph: Graph, a: Step, b: Step) -> Step | None:
    a, b = (b, a) if b.constant else (a, b)
    if a.constant:
        return b if a.value else a
    return a if a is b else None


def _or(graph: Graph, a: Step, b: Step) -> Step | None:
    a, b = (b, a) if b.constant else (a, b)
    if a.constant:
        return a if a.value else b
    return a if a is b else None


def _compared(work: str) -> Rule:
    """A verdict compared with a number is decided branch by branch, so that it rests on less."""

    def rule(graph: Graph, a: Step, b: Step) -> Step | None:
        if a.work == "counted" and b.constant:
            return graph.apply(
                "where", a.of[0], *(graph.constant(known(work, n, b.value)) for n in (1.0, 0.0))
            )
        if a.work == "where" and b.constant and _decided(a):
            condition, yes, no = a.of
            return graph.apply("where", condition, graph.apply(work, yes, b), graph.apply(work, no, b))
        (f, x), (g, y) = _parts(graph, a), _parts(graph, b)
        if f == WHOLE or f.number == 0 or x is graph.one or (f.power != g.power and g.number != 0):
            return None
        turned = work if f.number > 0 else TURNED[work]
        return graph.apply(turned, x, _scaled(graph, Factor(g.number / f.number, 0), y))

    return rule


def _decided(step: Step) -> bool:
    """Whether a value is one of several constants."""
    return (
        step.constant or step.work == "counted" or (step.work == "where" and all(map(_decided, step.of[1:])))
    )


def _invert(graph: Graph, a: Step) -> Step | None:
    return a.of[0] if a.work == "invert" else None


SIMPLER: Mapping[str, Rule] = {
    "multiply": _multiply,
    "divide": _divide,
    "add": _add,
    "subtract": _subtract,
    "negative": _negative,
    "absolute": _absolute,
    "sqrt": _sqrt,
    "maximum": _maximum,
    "arctan2": _arctan2,
    "power": _power,
    "hypot": _hypot,
    "sin": _sin,
    "cos": _cos,
    "where": _where,
    "bitwise_and": _and,
    "bitwise_or": _or,
    "invert": _invert,
    **{work: _compared(work) for work in TURNED},
}
