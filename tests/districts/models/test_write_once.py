"""Published rows and events refuse change and deletion, whichever way it comes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from districts.models import (
    Event,
    Extension,
    FigureChange,
    ImmutableError,
    IndicatorValue,
    Margins,
    Publication,
    PublishedUnit,
    RankMargin,
    RankMove,
    Standing,
    StatedFigure,
    Statement,
    Summary,
    TargetReport,
    TaskProgress,
)
from districts.models.base import WriteOnce
from tests import factories as make

FACTORIES: dict[type[models.Model], Any] = {
    Event: make.EventFactory,
    Extension: make.ExtensionFactory,
    FigureChange: make.FigureChangeFactory,
    IndicatorValue: make.IndicatorValueFactory,
    Margins: make.MarginsFactory,
    Publication: make.PublicationFactory,
    PublishedUnit: make.PublishedUnitFactory,
    RankMargin: make.RankMarginFactory,
    RankMove: make.RankMoveFactory,
    Standing: make.StandingFactory,
    StatedFigure: make.StatedFigureFactory,
    Statement: make.StatementFactory,
    Summary: make.SummaryFactory,
    TargetReport: make.TargetReportFactory,
    TaskProgress: make.TaskProgressFactory,
}


def test_every_model_written_once_is_tried() -> None:
    assert set(FACTORIES) == {model for model in apps.get_models() if issubclass(model, WriteOnce)}


WAYS: dict[str, Callable[[Any], object]] = {
    "save": lambda row: row.save(),
    "save some fields": lambda row: row.save(update_fields=["id"]),
    "force an update": lambda row: row.save(force_update=True),
    "save a copy over it": lambda row: type(row).objects.get(pk=row.pk).save(),
    "delete": lambda row: row.delete(),
    "manager update": lambda row: type(row).objects.update(id=row.pk),
    "query set update": lambda row: type(row).objects.filter(pk=row.pk).update(id=row.pk),
    "query set delete": lambda row: type(row).objects.filter(pk=row.pk).delete(),
    "default manager": lambda row: type(row)._default_manager.all().delete(),
    "base manager": lambda row: type(row)._base_manager.all().update(id=row.pk),
    "bulk update": lambda row: type(row).objects.bulk_update([row], ["id"]),
    "update or create": lambda row: type(row).objects.update_or_create(pk=row.pk),
    "upsert": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, update_fields=["id"], unique_fields=["id"]
    ),
    "insert unless there": lambda row: type(row).objects.bulk_create([row], ignore_conflicts=True),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
def test_a_stored_row_refuses(model: type[models.Model], way: str) -> None:
    row = FACTORIES[model].create()
    before = model._default_manager.filter(pk=row.pk).values().get()
    with pytest.raises(ImmutableError, match="written once"):
        WAYS[way](row)
    assert model._default_manager.filter(pk=row.pk).values().get() == before


RELATED: dict[str, Callable[[], Any]] = {
    "publications of a round": lambda: make.PublicationFactory.create().round.publications,
    "units of a publication": lambda: make.PublishedUnitFactory.create().publication.units,
    "standings of a publication": lambda: make.StandingFactory.create().publication.standings,
    "standings of a unit": lambda: make.StandingFactory.create().published_unit.standings,
    "standings of a measure": lambda: make.StandingFactory.create().measure.standings,
    "summaries of a publication": lambda: make.SummaryFactory.create().publication.summaries,
    "margins of a publication": lambda: make.MarginsFactory.create().publication.margins,
    "ranks of margins": lambda: make.RankMarginFactory.create().margins.ranks,
    "margins of a unit": lambda: make.RankMarginFactory.create().published_unit.margins,
    "figures of a statement": lambda: make.StatedFigureFactory.create().statement.figures,
    "changes of an event": lambda: make.FigureChangeFactory.create().event.changes,
    "changes of a score": lambda: make.FigureChangeFactory.create().score.changes,
    "values of an indicator": lambda: make.IndicatorValueFactory.create().indicator.values,
    "reports on a target": lambda: make.TargetReportFactory.create().target.reports,
}


@pytest.mark.django_db
@pytest.mark.parametrize("which", RELATED)
def test_related_managers_refuse_updates(which: str) -> None:
    with pytest.raises(ImmutableError):
        RELATED[which]().update(pk=1)


@pytest.mark.django_db
@pytest.mark.parametrize("which", RELATED)
def test_related_managers_refuse_deletion(which: str) -> None:
    with pytest.raises(ImmutableError):
        RELATED[which]().all().delete()


@pytest.mark.django_db
def test_a_standing_is_not_moved_to_another_unit() -> None:
    standing, other = make.StandingFactory.create(), make.PublishedUnitFactory.create()
    with pytest.raises(ImmutableError):
        other.standings.add(standing)


@pytest.mark.django_db
def test_a_new_object_with_a_stored_key_does_not_overwrite() -> None:
    event = make.EventFactory.create(subject="first")
    with pytest.raises(Exception, match=r"(?i)unique"):
        make.EventFactory.build(pk=event.pk, by=event.by, subject="second").save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kept", ["unit", "measure", "publication.round", "publication.framework", "publication.published_by"]
)
def test_what_a_publication_speaks_of_is_not_deleted(kept: str) -> None:
    standing = make.StandingFactory.create()
    row: Any = standing.published_unit if kept == "unit" else standing
    for name in kept.split("."):
        row = getattr(row, name)
    with pytest.raises(models.ProtectedError):
        row.delete()
