"""What a trial does not have, and what was bridged: one sentence each, with the columns by name."""

from __future__ import annotations

from collections.abc import Iterator

from hipmech.trials.motion import Motion, other_side
from hipmech.trials.roles import COM, foot_roles
from hipmech.trials.trial import Trial

__all__ = ["notes_of"]


def notes_of(trial: Trial, motion: Motion, side: str) -> tuple[str, ...]:
    """Notes on columns and samples that are not there."""
    return (*_gaps(trial, motion, side), *_columns(trial, motion, side))


def _gaps(trial: Trial, motion: Motion, side: str) -> Iterator[str]:
    for role, count in motion.bridged.items():
        yield f"{role}: {count:,} samples bridged over short gaps."
    for role, here in {**motion.open, **motion.open_elsewhere}.items():
        count = int((here & motion.plate.contact).sum())
        lost = _lost(role, side)
        if count and lost and trial.has(role):
            yield f"{role}: {count:,} samples without a number in stance; nothing is made up there, {lost}."


def _lost(role: str, side: str) -> str:
    """What a sample without this role does not have; empty where it is not needed."""
    other = other_side(side)
    if role.startswith(side):
        return "and the impulse of the reaction is that of what is left"
    if role.startswith((*COM, f"{other}_force", f"{other}_cop")):
        return "and the second free body has no number"
    if role.startswith(f"{other}_hip"):
        return "and without the pelvic drop there is no force"
    return "and nobody can tell whether a second foot is on the plate" if role == f"{other}_ankle_up" else ""


def _columns(trial: Trial, motion: Motion, side: str) -> Iterator[str]:
    other = other_side(side)

    def missing(*roles: str) -> str:
        return ", ".join(role for role in roles if not trial.has(role))

    if motion.com is None:
        yield (
            f"No centre of mass ({missing(*COM)}): the second free body is not there, and nothing checks "
            "body_mass but that the plate carries 0.3 to 6 body weights."
        )
    if "hip" not in motion.other_joints:
        roles = missing(*foot_roles(other, ("hip_right", "hip_up")))
        yield f"No {other} hip ({roles}): the pelvis is taken as level."
    if motion.other_plate is None:
        roles = missing(*foot_roles(other, ("force_up", "force_right")))
        yield (
            f"No {other} plate ({roles}): the second free body holds only while the {other} foot is in the "
            "air; the middle third of stance is taken for that."
        )
    elif not motion.other_plate.contact.any():
        yield (
            f"The {other} plate is 0 throughout: single stance is taken to be the whole stance. If the "
            f"{other} foot stood beside that plate, leave {other}_force_up and {other}_force_right out."
        )
    elif not trial.has(f"{other}_cop_right"):
        yield (
            f"No {other}_cop_right: the second free body has no number while the {other} foot stands too, so "
            "that its numbers are those of single stance."
        )
    if not trial.has(f"{other}_ankle_up"):
        yield (
            f"No {other}_ankle_up: a second foot on the {side} plate is seen only where it draws the centre "
            "of pressure off this one."
        )
