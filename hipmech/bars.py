"""Tables in HTML: the readings of a wider step as bars, and rows in a box; every text is escaped.

Their look is in ``pages.css``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from hipmech.comparisons import Step
from hipmech.readings import THIN, signed, value
from hipmech.words import word

__all__ = ["step_bars", "table"]


def step_bars(
    steps: Sequence[Step], wrong: Step, chosen: str, caption: str, colour: str, unit: str, language: str
) -> str:
    """HTML table: one model a row with moment, change and joint force, and the misconception, hatched.

    Parameters
    ----------
    steps : sequence of Step
        The models.
    wrong : Step
        The misconception, which is no model.
    chosen : str
        Stance strategy of the hip on the page.
    caption : str
    colour : str
        Of the bars, as ``#rrggbb``.
    unit : ``BW`` or ``N``
        Of the joint force.
    language : ``en`` or ``nl``
    """
    longest = max((abs(step.moment) for step in (*steps, wrong) if step.moment == step.moment), default=1.0)
    rows = "".join(
        _row(step, word(f"page.choices.stance_strategy.{step.name}", language), longest, unit, language, mark)
        for step in steps
        for mark in ["chosen" if step.name == chosen else ""]
    )
    rows += _row(wrong, word("page.misconception", language), longest, unit, language, "wrong")
    return (
        f'<table class="steps" style="--bar:{escape(colour)}"><caption>{escape(caption)}</caption>'
        f"<tbody>{rows}</tbody></table>"
    )


def table(rows: Sequence[Mapping[str, str]], name: str) -> str:
    """HTML table in a box of its own that scrolls sideways, also from the keyboard.

    Parameters
    ----------
    rows : sequence of mapping
        Column to cell; all with the same columns, the first of which names the row.
    name : str
        What the box is called aloud.
    """
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in rows[0])
    body = ""
    for row in rows:
        first, *others = (escape(cell) for cell in row.values())
        body += f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
    return (
        f'<div class="box" role="region" tabindex="0" aria-label="{escape(name)}"><table class="rows">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(step: Step, name: str, longest: float, unit: str, language: str, mark: str) -> str:
    moment = value("abductor_moment", step.moment, language)
    change = f"{signed(step.change, 1, language)}{THIN}N·m" if step.change == step.change else ""
    name_of_joint = "joint_reaction_bw" if unit == "BW" else "joint_reaction"
    joint = value(name_of_joint, getattr(step, name_of_joint), language)
    notes = [word("page.steps_chosen", language)] * (mark == "chosen")
    notes += [word("page.steps_not_held", language)] * (not step.held)
    shown = f"{name} ({', '.join(notes)})" if notes else name
    share = max(0.0, min(1.0, step.moment / longest)) if step.moment == step.moment else 0.0
    return (
        f'<tr class="{mark}"><th scope="row">{escape(shown)}</th><td>{escape(moment)}</td>'
        f"<td>{escape(change)}</td><td>{escape(joint)}</td></tr>"
        f'<tr class="{mark}" aria-hidden="true"><td class="bar" colspan="4">'
        f'<div style="width:{100 * share:.1f}%"></div></td></tr>'
    )
