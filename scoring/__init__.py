"""Scores and ranks, pure: dataclasses, numpy and pandas in and out; knows nothing of Django or of storage."""

from scoring.words import Kind, NotApplicable, Origin, State, Status

__all__ = ["Kind", "NotApplicable", "Origin", "State", "Status"]
