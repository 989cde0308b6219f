"""Inverse questions: how much of an input brings a hip under a given load."""
