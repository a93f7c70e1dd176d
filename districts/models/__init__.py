"""What is stored, one noun a file; docs/architecture.md gives the words."""

from districts.models.agreement import Agreement, Task, TaskAim, TaskArea, TaskProgress, TaskState
from districts.models.base import ImmutableError, Provenance
from districts.models.event import Event, FigureChange
from districts.models.evidence import Citation, Document
from districts.models.framework import Assessor, Band, Framework, Measure, MeasureKind, NotApplicable, Part
from districts.models.indicator import Indicator, IndicatorUse, IndicatorValue
from districts.models.margin import Margins, MarginsVaried, RankMargin
from districts.models.move import MoveWhy, RankMove
from districts.models.people import UNIT_ROLES, Assignment, Role
from districts.models.plan import Plan, Target, TargetGroup, TargetReport
from districts.models.publication import Publication, PublishedUnit, Standing, Summary
from districts.models.round import Extension, Round, Score, Scorecard, ScoreState
from districts.models.statement import StatedFigure, Statement
from districts.models.unit import LEVELS, Level, Unit, UnitKind

__all__ = [
    "LEVELS",
    "UNIT_ROLES",
    "Agreement",
    "Assessor",
    "Assignment",
    "Band",
    "Citation",
    "Document",
    "Event",
    "Extension",
    "FigureChange",
    "Framework",
    "ImmutableError",
    "Indicator",
    "IndicatorUse",
    "IndicatorValue",
    "Level",
    "Margins",
    "MarginsVaried",
    "Measure",
    "MeasureKind",
    "MoveWhy",
    "NotApplicable",
    "Part",
    "Plan",
    "Provenance",
    "Publication",
    "PublishedUnit",
    "RankMargin",
    "RankMove",
    "Role",
    "Round",
    "Score",
    "ScoreState",
    "Scorecard",
    "Standing",
    "StatedFigure",
    "Statement",
    "Summary",
    "Target",
    "TargetGroup",
    "TargetReport",
    "Task",
    "TaskAim",
    "TaskArea",
    "TaskProgress",
    "TaskState",
    "Unit",
    "UnitKind",
]
