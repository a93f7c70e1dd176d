"""Scores and ranks, pure: dataclasses, numpy and pandas in and out; knows nothing of Django or of storage."""

from scoring.cells import Cell
from scoring.change import Change, change
from scoring.faults import Fault, FaultKind, FrameworkError, find_faults
from scoring.framework import Framework
from scoring.inference import Reason
from scoring.measure import Measure
from scoring.points import share_places
from scoring.results import Contradiction, RankDifference, Results, score
from scoring.sheet import Figure, Sheet
from scoring.summary import Summary
from scoring.words import Kind, NotApplicable, Origin, State, Status

__all__ = [
    "Cell",
    "Change",
    "Contradiction",
    "Fault",
    "FaultKind",
    "Figure",
    "Framework",
    "FrameworkError",
    "Kind",
    "Measure",
    "NotApplicable",
    "Origin",
    "RankDifference",
    "Reason",
    "Results",
    "Sheet",
    "State",
    "Status",
    "Summary",
    "change",
    "find_faults",
    "score",
    "share_places",
]
