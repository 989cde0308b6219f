"""Write anew what the pages take from hipmech: numbers in the text, equations, tables and pictures.

    python -m docs.generate

The pages carry marks that readers do not see:

``2.73<!--= solve().joint_reaction_bw -->``
    the number before the mark, rewritten with as many decimals and, where it has one, its sign;
``2.61 ± 0.29<!--@ bergmann_2016 -->``
    must stand like that in what hipmech takes from the source, else this stops;
``*Freeze and compare*<!--: page.freeze -->``
    must be how the word of that key, or the words of that quantity, begin in the page's language;
``<!--equations: abductor_force; stance_strategy=mixed-->`` … ``<!--end-->``
    equations in symbols, of the default hip but for the choices after the semicolon;
``<!--worked: abductor_force-->`` … ``<!--end-->``
    the same with the default adult's numbers;
``<!--table: outputs-->`` … ``<!--end-->``
    one of :data:`TABLES`.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import hipmech as hm
from hipmech import claims, gait, muscles, trendelenburg, trials
from hipmech.explanation import Line, derivatives
from hipmech.quantities import QUANTITIES, Quantity
from hipmech.scenarios import SCENARIOS, scenario
from hipmech.sources import source
from hipmech.words import LANGUAGES, number, word
from validation import fischer_2021

DOCS = Path(__file__).resolve().parent
PAGES = (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md")))
IMAGES = DOCS / "images"

NUMBER = re.compile(
    r"(?P<sign>[+−]?)(?P<figures>\d[\d\u202f]*(?:[.,](?P<decimals>\d+))?)<!--= (?P<code>.+?) -->"
)
QUOTED = re.compile(r"(?P<figures>[\d.,]+(?: ± [\d.,]+)?)<!--@ (?P<key>\w+) -->")
LABEL = re.compile(r"\*(?P<label>[^*\n]+)\*<!--: (?P<key>\S+) -->")
BLOCK = re.compile(r"<!--(?P<kind>equations|worked|table): (?P<what>.+?)-->\n.*?<!--end-->", re.DOTALL)


def language_of(page: Path) -> str:
    return "nl" if page.name.endswith(".nl.md") else "en"


def filled(text: str, language: str) -> str:
    """The page as hipmech would have it today."""
    for quoted in QUOTED.finditer(text):
        check_quoted(quoted["figures"], quoted["key"])
    for labelled in LABEL.finditer(text):
        check_label(labelled["label"], labelled["key"], language)
    with_numbers = NUMBER.sub(lambda found: current_number(found, language), text)
    named: set[str] = set()
    return BLOCK.sub(lambda found: current_block(found, named), with_numbers)


def check_quoted(figures: str, key: str) -> None:
    """Refuse figures that are not among what hipmech takes from the source."""
    taken = source(key)
    wanted = re.escape(figures.replace(",", "."))
    if not re.search(rf"(?<![\d.]){wanted}(?!\.?\d)", f"{taken.finding} {taken.where}"):
        raise ValueError(f"{figures!r} does not stand in what hipmech takes from {key}: {taken.finding}")


def check_label(label: str, key: str, language: str) -> None:
    """Refuse a label that is not what the pages say."""
    words = QUANTITIES[key].words(language) if key in QUANTITIES else word(key, language)
    if not words.lower().startswith(label.lower()):
        raise ValueError(f"{label!r} is not how {key} is labelled: {words}")


def current_number(found: re.Match[str], language: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hm.PhysiologyWarning)
        value = float(eval(found["code"], dict(WORDS_OF_MARKS)))
    written = number(value, len(found["decimals"] or ""), language)
    signed = f"+{written}" if found["sign"] and not written.startswith("−") else written
    return f"{signed}<!--= {found['code']} -->"


def solve(**inputs: Any) -> hm.Load:
    """``hm.solve``, silent about unusual people."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hm.PhysiologyWarning)
        return hm.solve(**inputs)


def lever(name: str) -> hm.Balance:
    """A named case, solved."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hm.PhysiologyWarning)
        return scenario(name).solve()


def step(name: str, **inputs: Any) -> float:
    """An intermediate of a hip."""
    return float(solve(**inputs).steps[name])


def change(output: str, **inputs: Any) -> float:
    """Change of an output against the default adult, per cent."""
    return 100 * float(getattr(solve(**inputs), output) / getattr(solve(), output) - 1)


def slope(output: str, name: str, **inputs: Any) -> float:
    """Exact derivative of an output."""
    return float(derivatives(solve(**inputs), output)[name])


def default(name: str) -> Any:
    """What the default adult has."""
    return QUANTITIES[name].default


def recruited(output: str, moments: str = "frontal", include: str = "", **inputs: Any) -> float:
    """What the muscles one by one make of a hip."""
    answer = muscles.recruit(solve(**inputs), moments=moments, include=include.split())
    return float(getattr(answer, output))


def recruited_by(criterion: str, output: str) -> float:
    """What the muscles of the default adult make by a criterion."""
    return float(getattr(muscles.recruit(solve(), criterion), output))


def recruited_change(output: str, **inputs: Any) -> float:
    """Change of what the muscles make against the default adult, per cent."""
    return 100 * (recruited(output, **inputs) / recruited(output) - 1)


def mean_arm(**inputs: Any) -> float:
    """Abduction arm of all muscles, weighted by what they can pull, mm."""
    strength = muscles.capacities(solve())
    return float(np.average(muscles.lines(solve(**inputs)).abduction_arms, weights=strength))


def gluteal_arm(breadth: float) -> float:
    """Arm of the gluteals over an upright thigh, weighted by cross-section, by the femur's breadth, mm."""
    rows = [row for row in muscles.ATTACHMENTS if row.name in muscles.GLUTEALS]
    insertions = np.array([row.insertion for row in rows]) * (1, 1, breadth)
    pulls = muscles.straight_lines.straight(
        muscles.GLUTEALS, np.array([row.origin for row in rows]), insertions
    )
    return float(np.average(pulls.abduction_arms, weights=[row.relative_pcsa for row in rows]))


def least_strength(names: str, moments: str = "frontal", include: str = "") -> float:
    """The least of the named strengths with which the muscles hold the default adult, to 0.001."""
    strengths = np.linspace(0, 1, 1001)
    weak = solve(**dict.fromkeys(names.split(), strengths))
    held = muscles.recruit(weak, moments=moments, include=include.split()).status == 0
    return float(strengths[np.argmax(held)])


def people(output: str, end: str, sex: str = "everybody") -> float:
    """One end, the median, mean or sd of what is predicted for adults."""
    found = hm.uncertainty.predict("adults", [output], count=20_000, seed=1)
    return float(getattr(found.interval(output, sex), end))


def resting_gain(strength: float) -> float:
    """Stretch gain, % per degree, at which a pelvis that begins to drop neither gains nor loses."""

    def lost(gain: float) -> float:
        hip = {"abductor_strength": strength, "stretch_gain": gain}
        return slope("abductor_moment", "pelvic_drop") - slope("abductor_capacity", "pelvic_drop", **hip)

    return lost(0) / (lost(0) - lost(1))


WORDS_OF_MARKS: dict[str, Any] = {
    function.__name__: function
    for function in (
        solve,
        lever,
        step,
        change,
        slope,
        default,
        recruited,
        recruited_by,
        recruited_change,
        mean_arm,
        gluteal_arm,
        least_strength,
        people,
        resting_gain,
    )
} | {
    "fischer_2021": fischer_2021,
    "muscles": muscles,
    "trendelenburg": trendelenburg,
    "trials": trials,
    "gait": gait,
}


def current_block(found: re.Match[str], named: set[str]) -> str:
    """A block anew; ``named`` are the symbols that the page has named so far."""
    kind, what = found["kind"], found["what"]
    body = TABLES[what]() if kind == "table" else equations(what, worked=kind == "worked")
    if kind == "equations":
        body += symbols(what, named)
    return f"<!--{kind}: {what}-->\n\n{body}\n\n<!--end-->"


def equations(what: str, worked: bool) -> str:
    return "\n\n".join(
        f"$$\n{line.latex}{f' = {line.numbers}' if worked else ''}\n$$" for line in lines_of(what)
    )


def symbols(what: str, named: set[str]) -> str:
    """What the letters of some equations are, those that the page has not named yet."""
    lines = tuple(lines_of(what))
    met = [name for line in lines for name in (line.name, *re.findall(r"\w+", line.plain))]
    fresh = [name for name in dict.fromkeys(met) if name in QUANTITIES and name not in named]
    named.update(fresh)
    told = "; ".join(f"${QUANTITIES[name].symbol}$ {QUANTITIES[name].en}" for name in fresh)
    return f"\n\nHere {told}." if told else ""


def lines_of(what: str) -> Iterator[Line]:
    """The named equations of a hip; after a semicolon its choices as name=value."""
    names, _, choices = what.partition(";")
    load = solve(**dict(choice.split("=") for choice in choices.split()))
    lines = {line.name: line for line in hm.explain(load)}
    return (lines[name] for name in names.split())


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    cells = [tuple(head), *map(tuple, rows)]
    cells.insert(1, ("---",) * len(cells[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def rows_of(*kinds: str) -> Iterable[Quantity]:
    return (row for row in QUANTITIES.values() if row.kind in kinds)


def given(row: Quantity) -> str:
    if row.default is None:
        return ""
    return f"`{row.default}`" if isinstance(row.default, str) else f"{row.default:.4g}"


def usual(row: Quantity) -> str:
    if row.kind == "choice":
        return ", ".join(f"`{choice}`" for choice in row.choices)
    return f"{row.usual[0]:g} to {row.usual[1]:g}" if row.usual else ""


def inputs_table() -> str:
    return grid(
        ("name", "what it is", "unit", "default", "usual range, or choices", "source"),
        (
            (f"`{row.name}`", row.en, row.unit, given(row), usual(row), f"`{row.source}`")
            for row in rows_of("input", "choice")
        ),
    )


def outputs_table() -> str:
    """All outputs, the input that a stance strategy may solve for among them."""
    return grid(
        ("name", "symbol", "unit", "what it is"),
        (
            (f"`{row.name}`", f"${row.symbol}$", row.unit, row.en)
            for row in (*rows_of("output"), QUANTITIES["trunk_lean"])
        ),
    )


def limits_table() -> str:
    return grid(
        ("name", "unit", "lowest", "highest", "usual range"),
        (
            (f"`{row.name}`", row.unit, *(f"{limit:g}" for limit in row.limits), usual(row))
            for row in rows_of("input", "lever", "output")
            if row.limits is not None
        ),
    )


LEVER_DECIMALS = {
    "supported_weight_bw": 3,
    "body_weight_arm": 1,
    "abductor_arm": 1,
    "abductor_line_angle": 1,
    "abductor_force_bw": 3,
    "joint_reaction_bw": 3,
    "joint_reaction_angle": 1,
}
"""What the table of levers shows: what goes in, then what comes out."""

OUR_DISTANCES = ("inman_1947", "inman_1947_cane")
"""Levers of which some inputs are our definition, confidence D."""


def levers_table() -> str:
    cases = {name: lever(name) for name in SCENARIOS if scenario(name).kind == "lever"}
    return grid(
        ("case", *(f"{QUANTITIES[name].en}, {QUANTITIES[name].unit}" for name in LEVER_DECIMALS)),
        (
            (
                f"`{case}`{' (D)' if case in OUR_DISTANCES else ''}",
                *(lever_cell(load, name, digits) for name, digits in LEVER_DECIMALS.items()),
            )
            for case, load in cases.items()
        ),
    )


def lever_cell(load: hm.Balance, name: str, digits: int) -> str:
    return number(float({**load.inputs, **load.outputs}[name]), digits, "en")


def attachments_table() -> str:
    lines = muscles.lines(solve(), muscles.attachments.ON_REQUEST)
    arms = dict(zip(lines.names, lines.abduction_arms.tolist(), strict=True))
    shares = muscles.torque_shares()

    def point(place: Iterable[float]) -> str:
        return ", ".join(number(part, 0, "en") for part in place)

    return grid(
        (
            "line",
            "origin, mm",
            "insertion, mm",
            "group",
            "cross-section",
            "arm, mm",
            "share of the torque, %",
        ),
        (
            (
                f"`{row.name}`",
                point(row.origin),
                point(row.insertion),
                row.group,
                number(row.relative_pcsa, 2, "en"),
                number(arms[row.name], 1, "en") if row.name in arms else "not modelled",
                number(100 * shares[row.name], 1, "en") if row.name in shares else "",
            )
            for row in muscles.ATTACHMENTS
        ),
    )


def criteria_table() -> str:
    """The default adult by every criterion, without and with the muscles on request."""
    usual = muscles.spread(solve())
    more = muscles.spread(solve(), muscles.attachments.ON_REQUEST)
    return grid(
        (
            "criterion",
            "joint reaction, BW",
            "angle to the femur, deg",
            "with `rectus_femoris` and `sartorius`, BW",
        ),
        (
            (
                f"`{name}`",
                number(float(answer.joint_reaction_bw), 2, "en"),
                number(float(answer.joint_reaction_angle_femur), 1, "en"),
                number(float(more[name].joint_reaction_bw), 2, "en"),
            )
            for name, answer in usual.items()
        ),
    )


SEXES = {"": "", "male": ", men", "female": ", women"}


def norms_table() -> str:
    def per_mass(norm: trendelenburg.Norm) -> float:
        return step("capacity_per_mass", capacity_norm=norm.name, sex=norm.sex or "unspecified")

    return grid(
        ("norm", "N·m/kg", "strength that holds the stand, %", "strength that may be lost, %"),
        (
            (
                norm.name + SEXES[norm.sex],
                number(per_mass(norm), 2, "en"),
                number(100 * float(norm.strength_needed), 0, "en"),
                number(100 * float(norm.tolerated_loss), 0, "en"),
            )
            for norm in trendelenburg.norms()
        ),
    )


STRENGTHS = (0.5, 0.45, 0.4, 0.3, 0.2, 0.1, 0.0)
REMEDIES = {
    "pelvic_drop_cliff": ("drop, cliff, deg", 1),
    "pelvic_drop_slope": ("drop, slope, deg", 1),
    "required_trunk_lean": ("lean, deg", 1),
    "required_cane_force": ("cane, N", 0),
    "mixed_trunk_lean": ("both: lean, deg", 1),
    "mixed_cane_force": ("both: cane, N", 0),
}


def remedies_table() -> str:
    """What each remedy asks for at every strength."""
    weak = trendelenburg.weaken(abductor_strength=list(STRENGTHS))

    def cell(amount: float, digits: int) -> str:
        return number(amount, digits, "en") if np.isfinite(amount) else "falls"

    return grid(
        ("strength, %", *(head for head, _ in REMEDIES.values())),
        (
            (
                f"{100 * strength:.0f}",
                *(cell(getattr(weak, name)[place], digits) for name, (_, digits) in REMEDIES.items()),
            )
            for place, strength in enumerate(STRENGTHS)
        ),
    )


def answers_table() -> str:
    """What only a weak hip is asked."""
    return grid(
        ("name", "symbol", "unit", "what it is"),
        ((f"`{row.name}`", f"${row.symbol}$", row.unit, row.en) for row in rows_of("weakness")),
    )


def population_table() -> str:
    """Every number behind the adults, women beside men."""
    women, men = hm.populations.population("adults").groups

    def spread(one: hm.populations.Distribution) -> str:
        low, high = one.bounds
        if one.mean is None or one.sd is None:
            return f"{low:g} to {high:g}, all alike"
        digits = 2 if one.quantity in ("abductor_strength", "neck_shaft_angle") else 1
        return f"{number(one.mean, digits, 'en')} ± {number(one.sd, digits, 'en')}"

    spreads = [
        (f"`{one.quantity}`{f', {one.unit}' if one.unit else ''}", spread(one), spread(other))
        for one, other in zip(women.distributions, men.distributions, strict=True)
    ]
    together = [
        (f"`{one.one}` with `{one.other}`", f"{one.value:.2f}", f"{other.value:.2f}")
        for one, other in zip(women.correlations, men.correlations, strict=True)
    ]
    behind = [(f"`{one.source}`", one.confidence) for one in women.distributions]
    behind += [(f"`{one.source}`", one.confidence) for one in women.correlations]
    rows = (cells + evidence for cells, evidence in zip([*spreads, *together], behind, strict=True))
    return grid(("what", "women", "men", "source", "confidence"), rows)


def readings_table() -> str:
    return grid(
        ("reading", "standard deviation", "source", "how it follows"),
        (
            (name.replace("_", " "), f"{one.sd:g} {one.unit}", f"`{one.source}`", one.note)
            for name, one in hm.uncertainty.READINGS.items()
        ),
    )


def claims_list() -> str:
    """Each claim with its verdict, what the model answers, what was measured, and where."""

    def told(name: str) -> str:
        one = claims.CLAIMS[name]
        text, verdict, model, measured = (
            claims.said(name, key, "en").replace("**", "")
            for key in ("claim", "verdict", "model", "evidence")
        )
        heads = (
            word(f"article.{key}", "en") for key in ("model", "computed" if one.computed else "evidence")
        )
        answers = " ".join(f"{head}: {said}" for head, said in zip(heads, (model, measured), strict=True))
        cited = ", ".join(f"`{key}`" for key in one.evidence)
        return f"- **{text}** *{verdict.capitalize()}.* {answers} ({cited})"

    return "\n".join(map(told, claims.CLAIMS))


TABLES: dict[str, Callable[[], str]] = {
    "answers": answers_table,
    "attachments": attachments_table,
    "claims": claims_list,
    "criteria": criteria_table,
    "norms": norms_table,
    "remedies": remedies_table,
    "inputs": inputs_table,
    "outputs": outputs_table,
    "limits": limits_table,
    "levers": levers_table,
    "population": population_table,
    "readings": readings_table,
}


def hip_picture(language: str) -> Any:
    """The default adult's hip, its force triangle and its lever."""
    return hm.figures.hip_figure(solve(), language=language, panels=("hip", "balance"))


def neck_picture() -> Any:
    """How the joint reaction goes along the neck-shaft angle."""
    swept = solve(neck_shaft_angle=np.linspace(114, 140, 53))
    return hm.figures.sweep_curve(swept, "neck_shaft_angle", "joint_reaction_bw", solve())


CURVES: dict[str, Callable[[], Any]] = {
    "neck.svg": neck_picture,
}
"""Pictures of a sweep by file."""


def main() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(filled(text, language_of(page)), encoding="utf-8")
    for language in LANGUAGES:
        hm.figures.save(hip_picture(language), IMAGES / f"hip-{language}.svg")
    for name, drawn in CURVES.items():
        hm.figures.save(drawn(), IMAGES / name)


if __name__ == "__main__":
    main()
