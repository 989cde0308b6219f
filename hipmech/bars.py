"""The readings of a wider step as bars beside each other, in one HTML table; every text is escaped.

Their look is in ``pages.css``.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hipmech.comparisons import Step
from hipmech.readings import signed, value
from hipmech.words import word

__all__ = ["step_bars"]


def step_bars(
    steps: Sequence[Step], wrong: Step, chosen: str, caption: str, colour: str, language: str
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
    language : ``en`` or ``nl``
    """
    longest = max((abs(step.moment) for step in (*steps, wrong) if step.moment == step.moment), default=1.0)
    rows = "".join(
        _row(step, word(f"page.choices.stance_strategy.{step.name}", language), longest, language, mark)
        for step in steps
        for mark in ["chosen" if step.name == chosen else ""]
    )
    rows += _row(wrong, word("page.misconception", language), longest, language, "wrong")
    return (
        f'<table class="steps" style="--bar:{escape(colour)}"><caption>{escape(caption)}</caption>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(step: Step, name: str, longest: float, language: str, mark: str) -> str:
    moment = value("abductor_moment", step.moment, language)
    change = signed(step.change, 1, language) if step.change == step.change else ""
    joint = value("joint_reaction_bw", step.joint_reaction_bw, language)
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
