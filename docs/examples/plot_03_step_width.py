"""
Does a wider step load the abductors?
=====================================

A popular sentence says so: the foot is further from the centre of mass, so the lever is longer. What counts, though, is the distance
from the centre of mass to the *hip*, and that depends on what the body does with the wider foot.
"""

# %%
# Four ways to stand over a foot that is further out, each a strategy of its own.

import numpy as np
from matplotlib.figure import Figure

import hipmech as hm

steps = np.linspace(130, 230, 41)
strategies = {
    "pelvis_over_foot": "the pelvis follows the foot",
    "mixed": "trunk a quarter, pelvis the rest",
    "trunk_over_foot": "the trunk leans over the foot",
    "gait_midstance": "the middle of a walking step",
}
figure = Figure(figsize=(6.4, 3.4), layout="constrained")
figure.suptitle("Abductor moment against step width, by what the body does")
axes = figure.subplots()
for line, (strategy, words) in zip(
    ("-", "--", "-.", ":"), strategies.items(), strict=True
):
    moment = hm.solve(step_width=steps, stance_strategy=strategy).abductor_moment
    axes.plot(steps, moment, line, label=words, linewidth=2.2)
axes.set(xlabel="step width (mm)", ylabel="abductor moment (N·m)", ylim=(0, None))
axes.legend(frameon=False)

# %%
# None of them rises.

for strategy in strategies:
    narrow, wide = hm.solve(
        step_width=[130, 230], stance_strategy=strategy
    ).abductor_moment
    print(f"{strategy:16} {100 * (wide / narrow - 1):+4.0f} %")

# %%
# **Where the sentence comes from.** The number that goes with it is real, and it is electrical activity of the muscle over the
# whole stance, not a moment at the hip:

from hipmech.sources import source

print(source("kubinski_2015").finding)
