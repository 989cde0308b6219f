"""Who pulls: the muscles over the hip one by one, their arms, their strength, and what share each takes."""

from hipmech.muscles.attachments import ABDUCTORS, ATTACHMENTS, GLUTEALS, NOT_MODELLED, ON_REQUEST, Attachment
from hipmech.muscles.capacity import torque_shares
from hipmech.muscles.straight_lines import AXES, Lines, lines

__all__ = [
    "ABDUCTORS",
    "ATTACHMENTS",
    "AXES",
    "GLUTEALS",
    "NOT_MODELLED",
    "ON_REQUEST",
    "Attachment",
    "Lines",
    "lines",
    "torque_shares",
]
