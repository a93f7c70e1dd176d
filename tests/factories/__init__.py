"""Rows for tests, one factory a model, one file for each file of models."""

from tests.factories.event import EventFactory, FigureChangeFactory
from tests.factories.evidence import CitationFactory, DocumentFactory
from tests.factories.framework import BandFactory, FrameworkFactory, MeasureFactory, PartFactory
from tests.factories.people import AssignmentFactory
from tests.factories.publication import PublicationFactory, PublishedUnitFactory, StandingFactory, SummaryFactory
from tests.factories.round import ExtensionFactory, RoundFactory, ScorecardFactory, ScoreFactory
from tests.factories.unit import UnitFactory
from tests.factories.user import UserFactory

__all__ = [
    "AssignmentFactory",
    "BandFactory",
    "CitationFactory",
    "DocumentFactory",
    "EventFactory",
    "ExtensionFactory",
    "FigureChangeFactory",
    "FrameworkFactory",
    "MeasureFactory",
    "PartFactory",
    "PublicationFactory",
    "PublishedUnitFactory",
    "RoundFactory",
    "ScoreFactory",
    "ScorecardFactory",
    "StandingFactory",
    "SummaryFactory",
    "UnitFactory",
    "UserFactory",
]
