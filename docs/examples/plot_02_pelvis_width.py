"""
Do wide hips need strong muscles?
=================================

The lever says: a little. The evidence says: not that anyone has seen. Both belong on one page.
"""

# %%
# The moment of the body about the hip is body weight times *half* the hip distance, so only half of a widening counts.

import numpy as np

import hipmech as hm

width = np.linspace(145, 199, 55)
wide = hm.solve(inter_hip_distance=width)
picture = hm.figures.sweep_curve(
    wide,
    "inter_hip_distance",
    "abductor_force_bw",
    hm.solve(),
    width=520,
    height=260,
)

# %%
# What one millimetre does, exactly, not by differences:

slopes = hm.derivatives(hm.solve(), "joint_reaction_bw")
print(
    f"{10 * slopes['inter_hip_distance']:+.3f} BW on the joint for 10 mm of hip distance"
)

# %%
# A wide pelvis seldom comes alone. If the ilium flares out by as much as the hip moved, part of it is given back, since the
# muscle's arm grows as well.

base = hm.solve().joint_reaction_bw
flare = hm.QUANTITIES["abductor_origin_lateral"].default
for name, hip in {
    "hips 20 mm further apart": hm.solve(inter_hip_distance=192),
    "and the ilium 10 mm further out": hm.solve(
        inter_hip_distance=192, abductor_origin_lateral=flare + 10
    ),
}.items():
    print(f"{name}: {100 * (hip.joint_reaction_bw / base - 1):+.1f} %")

# %%
# **Beware.** In people who walked and ran, pelvic width predicted neither the abductors' mechanics nor the energy cost:

from hipmech.sources import source

print(source("warrener_2015").finding)
