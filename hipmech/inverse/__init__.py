"""Inverse questions: how much of an input brings a hip under a given load, and where a load is the same."""

from hipmech.inverse.answers import Answer
from hipmech.inverse.contours import Contours, contour
from hipmech.inverse.question import needed

__all__ = ["Answer", "Contours", "contour", "needed"]
