"""
How sure is one radiograph?
===========================

Somebody read a hip distance, a neck-shaft angle and a neck length from a picture. Each reading errs. What does that do to the joint
force, and which reading should be better?
"""

# %%
# Errors with a source are at hand; none is filled in by itself.

import hipmech as hm
from hipmech.uncertainty import READINGS

for name, reading in READINGS.items():
    print(f"{name}: {reading.sd:g} {reading.unit} ({reading.source})")

# %%
# For the length of the neck none was found; its 2 mm here are made up. Exact slopes and drawn measurements must answer the same.

hip = hm.uncertainty.measured(
    {"inter_hip_distance": 180, "neck_shaft_angle": 132, "neck_length": 50},
    {**READINGS, "neck_length": 2},
    seed=1,
)
hip

# %%
# Whose error is behind that of the force? Measure that one better.

from matplotlib.figure import Figure

shares = dict(sorted(hip.outputs[0].shares.items(), key=lambda item: item[1]))
words = [
    hm.QUANTITIES[name].en if name in hm.QUANTITIES else name for name in shares
]
figure = Figure(figsize=(6.4, 2.4), layout="constrained")
figure.suptitle("Share of each reading in the variance of the joint force")
axes = figure.subplots()
axes.barh(words, [100 * share for share in shares.values()], color="#0b5c8a")
axes.set_xlabel("%")

# %%
# **Beware.** This is the error of the readings alone. Other models say other things of the same person
# (:doc:`plot_07_models`), and no static model has been shown to predict one.
