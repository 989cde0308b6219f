"""
How much do people differ?
==========================

The default adult is nobody in particular. ``populations`` holds people as distributions, each number with its source and how far it
can be trusted.
"""

# %%
# What stands behind the adults, and what no evidence stands behind:

import hipmech as hm

adults = hm.populations.population("adults")
numbers = adults.table()
numbers[numbers["sex"] == "female"][
    ["quantity", "mean", "sd", "source", "confidence"]
]

# %%

for flag in adults.flags:
    print("-", flag)

# %%
# A thousand of them, standing on one leg, beside ten people in whom an implant measured the force.

from matplotlib.figure import Figure

drawn = hm.sweeps.run(
    hm.designs.population(1000, 1, adults), ["joint_reaction_bw"]
).table()
measured = hm.populations.MEASURED
figure = Figure(figsize=(6.4, 3.2), layout="constrained")
figure.suptitle("Joint force of a thousand adults drawn, and of ten measured")
axes = figure.subplots()
axes.hist(
    drawn["joint_reaction_bw"],
    bins=40,
    color="#0b5c8a",
    alpha=0.8,
    label="drawn adults",
)
axes.axvspan(
    measured.low,
    measured.high,
    color="grey",
    alpha=0.25,
    label="lowest to highest measured",
)
axes.axvline(measured.mean, color="black", linestyle="--", label="mean measured")
axes.set(xlabel="joint reaction (BW)", ylabel="people")
axes.legend(frameon=False)

# %%
# Where 95 % of twenty thousand lie, everybody and by sex:

people = hm.uncertainty.predict(adults, ["joint_reaction_bw"], seed=1)
for one in people.intervals:
    print(
        f"{one.people:9} {one.low:.2f} to {one.high:.2f} BW, ends ± {max(one.low_error, one.high_error):.2f}"
    )

# %%
# That the spreads are alike says that the inputs vary about enough. It does *not* say that the model knows who has more. What such an
# interval leaves out it says itself:

for gap in people.leaves_out:
    print("-", gap)
