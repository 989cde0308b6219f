"""Inverse questions: how much of an input brings a hip under a given load."""

from hipmech.inverse.answers import Answer
from hipmech.inverse.question import needed

__all__ = ["Answer", "needed"]
