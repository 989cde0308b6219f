"""
More steps, or harder ones?
===========================

A runner at the same speed with fewer and with more steps a minute. Each step asks less when there are more of them; what a
kilometre asks stays as it is, for the body's weight has to be carried as long.
"""

import hipmech as hm

run = hm.gait.run(step_rate=[157, 141, 173])
hm.figures.step_figure(run)

# %%
# The first step rate is drawn boldest. As numbers, a step rate a column:

columns = [
    "abductor_moment_peak",
    "joint_reaction_peak",
    "joint_reaction_per_kilometre",
]
table = run.table().set_index("step_rate")[columns].round(0)
table.T

# %%
# How contact time follows the step rate is an assumption, so look at both ends of it: a contact that stays as long, and one that
# keeps its share of the stride.

for response in (0, 1):
    step = hm.gait.run(step_rate=[141, 173], contact_response=response)
    print(response, (step.abductor_moment_peak / 75).round(2))
