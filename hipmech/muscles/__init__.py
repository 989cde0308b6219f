"""Who pulls: the muscles over the hip one by one, their arms, their strength, and what share each takes."""

from hipmech.muscles.attachments import ABDUCTORS, ATTACHMENTS, GLUTEALS, NOT_MODELLED, ON_REQUEST, Attachment
from hipmech.muscles.capacity import capacities, torque_shares
from hipmech.muscles.recruitment import CRITERIA, Recruitment, recruit, spread
from hipmech.muscles.straight_lines import AXES, Lines, lines
from hipmech.muscles.three_tensions import GROUPS, ThreeTensions, hipstress

__all__ = [
    "ABDUCTORS",
    "ATTACHMENTS",
    "AXES",
    "CRITERIA",
    "GLUTEALS",
    "GROUPS",
    "NOT_MODELLED",
    "ON_REQUEST",
    "Attachment",
    "Lines",
    "Recruitment",
    "ThreeTensions",
    "capacities",
    "hipstress",
    "lines",
    "recruit",
    "spread",
    "torque_shares",
]
