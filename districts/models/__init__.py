"""What is stored, one noun a file; docs/architecture.md gives the words."""

from districts.models.base import ImmutableError, Provenance
from districts.models.event import Event, FigureChange
from districts.models.framework import Assessor, Band, Framework, Measure, MeasureKind, NotApplicable, Part
from districts.models.publication import Publication, PublishedUnit, Standing, Summary
from districts.models.round import Round, Score, Scorecard, ScoreState
from districts.models.unit import LEVELS, Level, Unit, UnitKind

__all__ = [
    "LEVELS",
    "Assessor",
    "Band",
    "Event",
    "FigureChange",
    "Framework",
    "ImmutableError",
    "Level",
    "Measure",
    "MeasureKind",
    "NotApplicable",
    "Part",
    "Provenance",
    "Publication",
    "PublishedUnit",
    "Round",
    "Score",
    "ScoreState",
    "Scorecard",
    "Standing",
    "Summary",
    "Unit",
    "UnitKind",
]
