"""Rows for tests, one factory a model, one file for each file of models."""

from tests.factories.agreement import AgreementFactory, TaskAimFactory, TaskFactory, TaskProgressFactory
from tests.factories.event import EventFactory, FigureChangeFactory
from tests.factories.evidence import CitationFactory, DocumentFactory
from tests.factories.framework import BandFactory, FrameworkFactory, MeasureFactory, PartFactory
from tests.factories.margin import MarginsFactory, RankMarginFactory
from tests.factories.move import RankMoveFactory
from tests.factories.people import AssignmentFactory
from tests.factories.plan import (
    IndicatorFactory,
    IndicatorUseFactory,
    IndicatorValueFactory,
    PlanFactory,
    TargetFactory,
    TargetGroupFactory,
    TargetReportFactory,
)
from tests.factories.publication import PublicationFactory, PublishedUnitFactory, StandingFactory, SummaryFactory
from tests.factories.round import ExtensionFactory, RoundFactory, ScorecardFactory, ScoreFactory
from tests.factories.statement import StatedFigureFactory, StatementFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory

__all__ = [
    "AgreementFactory",
    "AssignmentFactory",
    "BandFactory",
    "CitationFactory",
    "DocumentFactory",
    "EventFactory",
    "ExtensionFactory",
    "FigureChangeFactory",
    "FrameworkFactory",
    "IndicatorFactory",
    "IndicatorUseFactory",
    "IndicatorValueFactory",
    "MarginsFactory",
    "MeasureFactory",
    "PartFactory",
    "PlanFactory",
    "PublicationFactory",
    "PublishedUnitFactory",
    "RankMarginFactory",
    "RankMoveFactory",
    "RoundFactory",
    "ScoreFactory",
    "ScorecardFactory",
    "StandingFactory",
    "StatedFigureFactory",
    "StatementFactory",
    "SummaryFactory",
    "TargetFactory",
    "TargetGroupFactory",
    "TargetReportFactory",
    "TaskAimFactory",
    "TaskFactory",
    "TaskProgressFactory",
    "UnitFactory",
    "UserFactory",
]
