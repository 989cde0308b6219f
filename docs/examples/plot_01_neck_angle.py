"""
What does the neck-shaft angle do?
==================================

The femoral neck leaves the shaft at an angle, in most people between 114 and 140 degrees. Guess before you read on: if it turns
13 degrees one way and 13 the other, does the joint force change by the same amount?
"""

# %%
# Any input may be an array; the sweep is the call.

import numpy as np

import hipmech as hm

normal = hm.solve()
sweep = hm.solve(neck_shaft_angle=np.linspace(114, 140, 53))
picture = hm.figures.sweep_curve(
    sweep, "neck_shaft_angle", "joint_reaction_bw", normal, width=520, height=260
)

# %%
# Not the same amount. The arm of the abductors changes almost evenly, but the force is the moment *divided by* that arm, and
# dividing by a number that gets small grows faster and faster.

for angle in (114, 127, 140):
    hip = hm.solve(neck_shaft_angle=angle)
    print(
        f"{angle}°: arm {hip.abductor_arm:.1f} mm, joint force {hip.joint_reaction_bw:.2f} BW"
    )

# %%
# Which bone turned? That was head and neck alone, as people differ from birth. After an osteotomy the trochanter turns along, and
# the effect is smaller. Always ask before you quote a number about coxa vara or valga.

osteotomy = hm.solve(
    neck_shaft_angle=[114, 127, 140], neck_angle_convention="proximal_femur"
)
osteotomy.joint_reaction_bw.round(2)

# %%
# The hip itself, valga in front of the default adult in grey:

valga = hm.figures.hip_figure(
    hm.solve(neck_shaft_angle=140), compare=normal, panels=("hip", "balance")
)

# %%
# **Beware.** In vara the lever is long but the muscle is shorter; the force alone does not say that a hip is better off. See
# :doc:`../limits`.
