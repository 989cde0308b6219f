"""
Would another model say the same?
=================================

One person, by the levers of the literature, by our one line, and by muscles one by one under several criteria. The spread between
models is an uncertainty too, and seldom printed.
"""

import hipmech as hm

others = hm.uncertainty.models(inter_hip_distance=180)
others

# %%

from matplotlib.figure import Figure

mine = others.of("this person")
measured = hm.populations.MEASURED
figure = Figure(figsize=(7.2, 4.2), layout="constrained")
figure.suptitle("Joint force of one person, by model")
axes = figure.subplots()
axes.axvspan(
    measured.mean - measured.deviation,
    measured.mean + measured.deviation,
    color="grey",
    alpha=0.25,
)
axes.plot(
    [model.joint_reaction_bw for model in mine],
    [model.en for model in mine],
    "o",
    color="#0b5c8a",
)
axes.invert_yaxis()
axes.set_xlabel("joint reaction (BW); grey: ten people measured")

# %%
# As numbers:

for model in mine:
    print(f"{model.joint_reaction_bw:.2f} BW  {model.en}")

# %%
# No model here is *the* right one. Where they differ from each other and from people stands in :doc:`../disagreements`.
