"""
What holds a weak hip?
======================

Standing on one leg asks for about half of what a healthy adult's abductors can give. So half may be gone, and nothing shows. And
then?
"""

# %%
# Utilisation is demand divided by capacity; above 1 more is asked than there is.

import numpy as np

import hipmech as hm

strength = np.linspace(0.3, 1, 71)
weakening = hm.solve(abductor_strength=strength)
picture = hm.figures.sweep_curve(
    weakening, "abductor_strength", "utilisation", hm.solve(), width=520, height=260
)

# %%
# Below that something must give: the trunk leans over the hip (Duchenne), a cane in the other hand helps, or the pelvis drops
# (Trendelenburg).

weak = hm.trendelenburg.weaken(abductor_strength=[0.5, 0.4, 0.3, 0.2])
for left, lean, cane in zip(
    (50, 40, 30, 20),
    weak.required_trunk_lean,
    weak.required_cane_force,
    strict=True,
):
    print(f"{left} % left: a lean of {lean:2.0f}°, or {cane:2.0f} N on a cane")

# %%
# How far does the pelvis drop? That nobody can say: it hangs on how much a stretched muscle gains and on how stiff the tissue is, and no
# measurement of either was found. Two assumptions span a band, from a pelvis that falls to one that comes to rest.

for name, degrees in (
    ("cliff", weak.pelvic_drop_cliff),
    ("slope", weak.pelvic_drop_slope),
):
    print(
        name, [f"{drop:.1f}°" if np.isfinite(drop) else "falls" for drop in degrees]
    )

# %%
# Who pays for one leg? The lines of the ledger add up to what the same hip would ask upright and without a cane.

leaning = hm.trendelenburg.weaken(abductor_strength=0.3, trunk_lean=10)
for payer, moment in leaning.ledger.items():
    print(f"{payer:11} {moment:5.1f} N·m")

# %%
# More in :doc:`../strength`.
