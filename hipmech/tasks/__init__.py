"""Eight tasks to predict, try and explain: the hips they compare, their numbers, and which option is right.

The words of a task hold no number of the model: every one is computed for the person of the variant.
"""

from hipmech.tasks.answers import (
    VARIED,
    filling,
    inputs,
    lean_needed,
    numbers,
    person,
    reading,
    right,
    said,
    sides,
    task,
)
from hipmech.tasks.eight import TASKS
from hipmech.tasks.records import PERSON, Case, Computed, Number, Option, Task

__all__ = [
    "PERSON",
    "TASKS",
    "VARIED",
    "Case",
    "Computed",
    "Number",
    "Option",
    "Task",
    "filling",
    "inputs",
    "lean_needed",
    "numbers",
    "person",
    "reading",
    "right",
    "said",
    "sides",
    "task",
]
