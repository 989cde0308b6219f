"""
How much cane, how much lean?
=============================

The balance turned around: which change brings the joint force under a level, and how small can it be?
"""

# %%
# Both for necks from vara to valga, to no more than twice body weight.

import numpy as np

import hipmech as hm

necks = np.linspace(114, 140, 27)
cane = hm.inverse.needed(
    "cane_force", "joint_reaction_bw", at_most=2.0, neck_shaft_angle=necks
)
lean = hm.inverse.needed(
    "trunk_lean", "joint_reaction_bw", at_most=2.0, neck_shaft_angle=necks
)
for place in (0, 13, 26):
    print(
        f"{necks[place]:.0f}°: {cane.values[place]:.0f} N on a cane, or a lean of {lean.values[place]:.1f}°"
    )

# %%
# Lines of equal joint force over neck and cane. Every point is solved, not only interpolated.

from matplotlib.figure import Figure

lines = hm.inverse.contour(
    "neck_shaft_angle",
    "cane_force",
    "joint_reaction_bw",
    [1.5, 2.0, 2.5],
    x_range=(114, 140),
    y_range=(0, 120),
)
figure = Figure(figsize=(6.4, 3.4), layout="constrained")
figure.suptitle("Cane force that brings the joint force to a level")
axes = figure.subplots()
for line in lines.lines:
    axes.plot(line.x, line.y, color="#0b5c8a")
    middle = len(line.x) // 2
    axes.annotate(
        f"{line.level:g} BW",
        (line.x[middle], line.y[middle]),
        xytext=(4, 4),
        textcoords="offset points",
    )
axes.set(xlabel="neck-shaft angle (°)", ylabel="cane force, other hand (N)")

# %%
# *Impossible* is an answer too, and comes with the nearest that can be reached.

answer = hm.inverse.needed("neck_length", "joint_reaction_bw", at_most=1.5)
print(answer.status_words, "-", answer.reasons)

# %%
# **Beware.** That is what this balance asks, and no prescription: in people a cane relieves far less than the lever says
# (:doc:`../disagreements`).
