"""Every constraint of every model is broken here once, and it is that constraint which refuses the row."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from districts.models import Event, Unit
from districts.models.move import PLACES, POINTS
from tests import factories as make

DAY = date(2000, 1, 1)
ABOVE = Decimal("10.01")  # the factories' measures go to 10
NO_PARTS = dict.fromkeys((*PLACES, *POINTS))


def twice(factory: type[DjangoModelFactory[Any]], **fields: Any) -> None:
    factory.create(**fields)
    factory.create(**fields)


def unit_with(**fields: Any) -> None:
    """A stored unit changed past `save`, which would set level and keys right."""
    Unit.objects.filter(pk=make.UnitFactory.create().pk).update(**fields)


def unit_under_itself() -> None:
    unit = make.UnitFactory.create()
    unit.parent = unit
    unit.save()


def measure_like_itself() -> None:
    measure = make.MeasureFactory.create()
    measure.comparable_to = measure
    measure.save()


def part_of_itself() -> None:
    measure = make.MeasureFactory.create()
    make.PartFactory.create(whole=measure, part=measure)


def replacing_itself(row: Any) -> None:
    row.replaces = row
    row.save()


BREAKERS: dict[str, Callable[[], object]] = {
    "agreement_key": lambda: twice(make.AgreementFactory, round=make.RoundFactory.create(), code="a"),
    "agreement_titled": lambda: make.AgreementFactory.create(title_vi=""),
    "agreement_period_ordered": lambda: make.AgreementFactory.create(
        period_from=date(2024, 5, 1), period_to=date(2024, 4, 30)
    ),
    "agreement_provenance_known": lambda: make.AgreementFactory.create(provenance="rumour"),
    "task_key": lambda: twice(make.TaskFactory, round=make.RoundFactory.create(), code="N1"),
    "task_titled": lambda: make.TaskFactory.create(title_vi=""),
    "task_due_not_before_start": lambda: make.TaskFactory.create(start=date(2024, 5, 2), due=date(2024, 5, 1)),
    "task_has_one_origin": lambda: make.TaskFactory.create(lost_on=make.MeasureFactory.create()),
    "task_progress_is_percent": lambda: make.TaskFactory.create(progress=140),
    "task_done_is_complete": lambda: make.TaskFactory.create(state="done", progress=99),
    "task_state_known": lambda: make.TaskFactory.create(state="forgotten"),
    "task_area_known": lambda: make.TaskFactory.create(area="gardening"),
    "task_provenance_known": lambda: make.TaskFactory.create(provenance="rumour"),
    "task_aim_key": lambda: twice(
        make.TaskAimFactory, task=make.TaskFactory.create(), measure=make.MeasureFactory.create()
    ),
    "task_aim_expects_something": lambda: make.TaskAimFactory.create(expected=0),
    "task_aim_within_maximum": lambda: make.TaskAimFactory.create(expected=ABOVE),
    "task_aim_year_plausible": lambda: make.TaskAimFactory.create(year=202),
    "task_report_progress_is_percent": lambda: make.TaskProgressFactory.create(progress=101),
    "task_report_done_is_complete": lambda: make.TaskProgressFactory.create(state="done", progress=0),
    "task_report_state_known": lambda: make.TaskProgressFactory.create(state="forgotten"),
    "task_report_has_an_office": lambda: make.TaskProgressFactory.create(office=""),
    "unit_key": lambda: twice(make.UnitFactory, code="10", valid_from=DAY),
    "unit_key_without_first_day": lambda: twice(make.UnitFactory, code="10"),
    "unit_slug": lambda: twice(make.UnitFactory, parent=make.UnitFactory.create(), slug="van-ban", valid_from=DAY),
    "unit_slug_without_first_day": lambda: twice(make.UnitFactory, parent=make.UnitFactory.create(), slug="van-ban"),
    "unit_slug_without_parent": lambda: twice(make.UnitFactory, slug="van-ban", valid_from=DAY),
    "unit_slug_without_parent_or_first_day": lambda: twice(make.UnitFactory, slug="van-ban"),
    "unit_validity_ordered": lambda: make.UnitFactory.create(valid_from=DAY, valid_to=date(1999, 12, 31)),
    "unit_kind_of_its_level": lambda: unit_with(level="commune"),
    "unit_is_not_its_own_parent": unit_under_itself,
    "unit_named": lambda: make.UnitFactory.create(code=""),
    "framework_availability_is_a_share": lambda: make.FrameworkFactory.create(availability=Decimal("1.01")),
    "framework_titled": lambda: make.FrameworkFactory.create(title_vi=""),
    "measure_code": lambda: twice(make.MeasureFactory, framework=make.FrameworkFactory.create(), code="1"),
    "measure_position": lambda: twice(make.MeasureFactory, framework=make.FrameworkFactory.create(), position=1),
    "measure_one_total_a_framework": lambda: twice(
        make.MeasureFactory, framework=make.FrameworkFactory.create(), kind="total"
    ),
    "measure_minimum_not_above_zero": lambda: make.MeasureFactory.create(min_points=1),
    "measure_maximum_not_negative": lambda: make.MeasureFactory.create(min_points=-2, max_points=-1),
    "measure_decimals_at_most_six": lambda: make.MeasureFactory.create(decimals=7),
    "measure_named": lambda: make.MeasureFactory.create(code=""),
    "measure_not_comparable_to_itself": measure_like_itself,
    "measure_kind_known": lambda: make.MeasureFactory.create(kind="chapter"),
    "measure_assessor_known": lambda: make.MeasureFactory.create(assessed_by="nobody"),
    "measure_not_applicable_known": lambda: make.MeasureFactory.create(not_applicable="half"),
    "part_once_in_a_whole": lambda: twice(
        make.PartFactory, whole=make.MeasureFactory.create(), part=make.MeasureFactory.create()
    ),
    "part_position": lambda: twice(make.PartFactory, whole=make.MeasureFactory.create(), position=1),
    "part_is_not_its_own_whole": part_of_itself,
    "band_upper": lambda: twice(make.BandFactory, framework=make.FrameworkFactory.create()),
    "band_upper_is_a_share": lambda: make.BandFactory.create(upper=Decimal("75")),
    "band_named": lambda: make.BandFactory.create(name_vi=""),
    "round_key": lambda: twice(
        make.RoundFactory, authority=make.UnitFactory.create(), framework=make.FrameworkFactory.create()
    ),
    "round_opens_before_it_closes": lambda: make.RoundFactory.create(
        opens=datetime(2023, 2, 1, tzinfo=UTC), closes=datetime(2023, 1, 1, tzinfo=UTC)
    ),
    "round_closes_before_replies_end": lambda: make.RoundFactory.create(
        closes=datetime(2023, 2, 1, tzinfo=UTC), reply_until=datetime(2023, 1, 1, tzinfo=UTC)
    ),
    "round_provenance_known": lambda: make.RoundFactory.create(provenance="rumour"),
    "round_year_plausible": lambda: make.RoundFactory.create(year=203),
    "round_has_a_group": lambda: make.RoundFactory.create(group=""),
    "round_stage_known": lambda: make.RoundFactory.create(stage="shut"),
    "round_availability_is_a_share": lambda: make.RoundFactory.create(availability=0),
    "scorecard_key": lambda: twice(
        make.ScorecardFactory, round=make.RoundFactory.create(), unit=make.UnitFactory.create()
    ),
    "scorecard_appraised_who_and_when": lambda: make.ScorecardFactory.create(
        stage="draft", appraised_by=None, appraised_at=timezone.now()
    ),
    "scorecard_submitted_who_and_when": lambda: make.ScorecardFactory.create(submitted_at=timezone.now()),
    "scorecard_stage_known": lambda: make.ScorecardFactory.create(stage="lost"),
    "scorecard_appraised_has_a_date": lambda: make.ScorecardFactory.create(appraised_by=None, appraised_at=None),
    "score_key": lambda: twice(
        make.ScoreFactory, scorecard=make.ScorecardFactory.create(), measure=make.MeasureFactory.create()
    ),
    "score_points_within_bounds": lambda: make.ScoreFactory.create(points=ABOVE),
    "score_self_points_within_bounds": lambda: make.ScoreFactory.create(
        self_state="scored", self_points=Decimal("-0.01")
    ),
    "score_points_only_when_scored": lambda: make.ScoreFactory.create(state="missing"),
    "score_printed_rank_from_one": lambda: make.ScoreFactory.create(printed_rank=0),
    "score_margin_positive": lambda: make.ScoreFactory.create(margin=Decimal("-0.1")),
    "score_margin_of_points": lambda: make.ScoreFactory.create(points=None, printed_rank=3, margin=Decimal("0.1")),
    "score_scored_says_something": lambda: make.ScoreFactory.create(points=None),
    "score_self_state_known": lambda: make.ScoreFactory.create(self_state="unsure"),
    "score_self_points_only_when_scored": lambda: make.ScoreFactory.create(self_points=1, self_state="missing"),
    "score_saved_who_and_when": lambda: make.ScoreFactory.create(saved_at=timezone.now()),
    "score_appraised_who_and_when": lambda: make.ScoreFactory.create(appraised_at=timezone.now()),
    "score_replied_who_and_when": lambda: make.ScoreFactory.create(replied_at=timezone.now()),
    "score_reply_has_a_date": lambda: make.ScoreFactory.create(reply_agrees=True),
    "score_state_known": lambda: make.ScoreFactory.create(points=None, state="unsure"),
    "score_provenance_known": lambda: make.ScoreFactory.create(provenance="rumour"),
    "extension_has_a_reason": lambda: make.ExtensionFactory.create(reason=""),
    "document_has_a_summary": lambda: make.DocumentFactory.create(summary=""),
    "document_can_be_found": lambda: make.DocumentFactory.create(number=""),
    "document_file_is_described": lambda: make.DocumentFactory.create(file="evidence/1"),
    "citation_key": lambda: twice(
        make.CitationFactory, score=make.ScoreFactory.create(), document=make.DocumentFactory.create()
    ),
    "assignment_key": lambda: twice(
        make.AssignmentFactory, user=make.UserFactory.create(), unit=make.UnitFactory.create()
    ),
    "assignment_role_known": lambda: make.AssignmentFactory.create(role="king"),
    "event_verb_known": lambda: make.EventFactory.create(verb="delete"),
    "event_has_a_subject": lambda: make.EventFactory.create(subject=""),
    "event_correction_has_a_reason": lambda: make.EventFactory.create(verb=Event.Verb.CORRECT),
    "event_file_has_a_digest": lambda: make.EventFactory.create(file_name="scores.csv"),
    "figure_change_key": lambda: twice(
        make.FigureChangeFactory, event=make.EventFactory.create(), score=make.ScoreFactory.create()
    ),
    "figure_change_changes_something": lambda: make.FigureChangeFactory.create(after=None),
    "publication_key": lambda: [
        make.PublicationFactory.create(round=round, authority_slug=slug)
        for round in [make.RoundFactory.create()]
        for slug in ("lao-cai", "yen-bai")
    ],
    "publication_revision_from_one": lambda: make.PublicationFactory.create(revision=0, reason="why"),
    "publication_correction_has_a_reason": lambda: make.PublicationFactory.create(revision=2),
    "publication_address_once": lambda: twice(make.PublicationFactory, authority_slug="lao-cai"),
    "publication_availability_is_a_share": lambda: make.PublicationFactory.create(availability=0),
    "publication_of_at_least_one_unit": lambda: make.PublicationFactory.create(unit_count=0),
    "publication_signed": lambda: make.PublicationFactory.create(office=""),
    "publication_digested": lambda: make.PublicationFactory.create(digest=""),
    "publication_level_known": lambda: make.PublicationFactory.create(authority_level="hamlet"),
    "publication_provenance_known": lambda: make.PublicationFactory.create(provenance="rumour"),
    "published_unit_key": lambda: [
        make.PublishedUnitFactory.create(publication=publication, unit=unit, slug=slug, code=slug)
        for publication in [make.PublicationFactory.create()]
        for unit in [make.UnitFactory.create()]
        for slug in ("a", "b")
    ],
    "published_unit_slug": lambda: twice(
        make.PublishedUnitFactory, publication=make.PublicationFactory.create(), slug="van-ban"
    ),
    "published_unit_code": lambda: twice(
        make.PublishedUnitFactory, publication=make.PublicationFactory.create(), code="089"
    ),
    "published_unit_digested": lambda: make.PublishedUnitFactory.create(standings_digest=""),
    "published_unit_kind_known": lambda: make.PublishedUnitFactory.create(kind="hamlet"),
    "standing_key": lambda: twice(
        make.StandingFactory, published_unit=make.PublishedUnitFactory.create(), measure=make.MeasureFactory.create()
    ),
    "standing_points_within_maximum": lambda: make.StandingFactory.create(points=ABOVE, origin="summed"),
    "standing_maximum_not_negative": lambda: make.StandingFactory.create(max_points=-1),
    "standing_points_have_an_origin": lambda: make.StandingFactory.create(origin="none"),
    "standing_points_have_a_provenance": lambda: make.StandingFactory.create(provenance=""),
    "standing_share_of_points": lambda: make.StandingFactory.create(points=None, origin="none", provenance=""),
    "standing_margin_positive": lambda: make.StandingFactory.create(margin=Decimal("-0.01")),
    "standing_coverage_is_a_share": lambda: make.StandingFactory.create(coverage=Decimal("1.5")),
    "standing_rank_from_one": lambda: make.StandingFactory.create(rank=0),
    "standing_rank_with_all_about_it": lambda: make.StandingFactory.create(ranked_of=None),
    "standing_printed_rank_has_a_provenance": lambda: make.StandingFactory.create(printed_rank=3),
    "standing_state_known": lambda: make.StandingFactory.create(state="unsure"),
    "standing_origin_known": lambda: make.StandingFactory.create(origin="guessed"),
    "standing_rank_origin_known": lambda: make.StandingFactory.create(rank_origin="guessed"),
    "standing_provenance_known": lambda: make.StandingFactory.create(provenance="rumour"),
    "standing_rank_provenance_known": lambda: make.StandingFactory.create(rank_provenance="rumour"),
    "standing_printed_provenance_known": lambda: make.StandingFactory.create(
        printed_rank=1, printed_provenance="rumour"
    ),
    "summary_key": lambda: twice(
        make.SummaryFactory, publication=make.PublicationFactory.create(), measure=make.MeasureFactory.create()
    ),
    "summary_of_at_least_one": lambda: make.SummaryFactory.create(units=0),
    "indicator_key": lambda: twice(make.IndicatorFactory, authority=make.UnitFactory.create(), code="to-cong-nghe"),
    "indicator_named": lambda: make.IndicatorFactory.create(denominator_vi=""),
    "indicator_value_key": lambda: twice(make.IndicatorValueFactory, indicator=make.IndicatorFactory.create()),
    "indicator_value_revision_from_one": lambda: make.IndicatorValueFactory.create(revision=0, reason="why"),
    "indicator_value_correction_has_a_reason": lambda: make.IndicatorValueFactory.create(revision=2),
    "indicator_value_part_of_whole": lambda: make.IndicatorValueFactory.create(numerator=100, denominator=99),
    "indicator_value_of_something": lambda: make.IndicatorValueFactory.create(numerator=0, denominator=0),
    "indicator_value_has_an_office": lambda: make.IndicatorValueFactory.create(office=""),
    "indicator_value_provenance_known": lambda: make.IndicatorValueFactory.create(provenance="rumour"),
    "plan_key": lambda: twice(make.PlanFactory, authority=make.UnitFactory.create(), code="ke-hoach"),
    "plan_titled": lambda: make.PlanFactory.create(title_vi=""),
    "plan_year_plausible": lambda: make.PlanFactory.create(year=203),
    "plan_before_its_cut_off": lambda: make.PlanFactory.create(cut_off=date(2023, 1, 14)),
    "plan_does_not_replace_itself": lambda: replacing_itself(make.PlanFactory.create()),
    "plan_provenance_known": lambda: make.PlanFactory.create(provenance="rumour"),
    "target_group_position": lambda: twice(make.TargetGroupFactory, plan=make.PlanFactory.create(), position=1),
    "target_group_name": lambda: twice(make.TargetGroupFactory, plan=make.PlanFactory.create(), name_vi="Hạ tầng số"),
    "target_group_named": lambda: make.TargetGroupFactory.create(name_vi=""),
    "target_key": lambda: twice(make.TargetFactory, plan=make.PlanFactory.create(), code="1"),
    "target_position": lambda: twice(make.TargetFactory, plan=make.PlanFactory.create(), position=1),
    "target_worded": lambda: make.TargetFactory.create(wording_vi=""),
    "target_planned_as_compared": lambda: make.TargetFactory.create(planned=None),
    "target_measured_as_compared": lambda: make.TargetFactory.create(measured_in_vi=""),
    "target_decimals_at_most_six": lambda: make.TargetFactory.create(decimals=7),
    "target_takes_of_its_indicator": lambda: make.TargetFactory.create(takes="percent"),
    "target_does_not_replace_itself": lambda: replacing_itself(make.TargetFactory.create()),
    "target_comparison_known": lambda: make.TargetFactory.create(comparison="about"),
    "target_level_known": lambda: make.TargetFactory.create(level="hamlet"),
    "target_takes_known": lambda: make.TargetFactory.create(indicator=make.IndicatorFactory.create(), takes="half"),
    "target_provenance_known": lambda: make.TargetFactory.create(provenance="rumour"),
    "target_report_key": lambda: twice(make.TargetReportFactory, target=make.TargetFactory.create()),
    "target_report_revision_from_one": lambda: make.TargetReportFactory.create(revision=0, reason="why"),
    "target_report_correction_has_a_reason": lambda: make.TargetReportFactory.create(revision=2),
    "target_report_says_one_thing": lambda: make.TargetReportFactory.create(answer=True),
    "target_report_has_an_office": lambda: make.TargetReportFactory.create(office=""),
    "target_report_provenance_known": lambda: make.TargetReportFactory.create(provenance="rumour"),
    "summary_provenance_known": lambda: make.SummaryFactory.create(provenance="rumour"),
    "statement_key": lambda: twice(make.StatementFactory, authority=make.UnitFactory.create()),
    "statement_sourced": lambda: make.StatementFactory.create(source=""),
    "statement_year_plausible": lambda: make.StatementFactory.create(year=203),
    "statement_provenance_known": lambda: make.StatementFactory.create(provenance="rumour"),
    "stated_figure_key": lambda: twice(
        make.StatedFigureFactory,
        statement=make.StatementFactory.create(),
        unit=make.UnitFactory.create(),
        measure=make.MeasureFactory.create(),
    ),
    "stated_figure_says_something": lambda: make.StatedFigureFactory.create(points=None, places=None, rank=None),
    "stated_figure_points_with_decimals": lambda: make.StatedFigureFactory.create(places=None),
    "stated_figure_rank_from_one": lambda: make.StatedFigureFactory.create(rank=0),
    "margins_key": lambda: twice(make.MarginsFactory, publication=make.PublicationFactory.create()),
    "margins_of_at_least_one_draw": lambda: make.MarginsFactory.create(draws=0),
    "margins_spread_is_a_share": lambda: make.MarginsFactory.create(spread=1),
    "margins_digested": lambda: make.MarginsFactory.create(digest=""),
    "margins_varied_known": lambda: make.MarginsFactory.create(varied="pillar"),
    "rank_margin_key": lambda: twice(
        make.RankMarginFactory,
        margins=make.MarginsFactory.create(),
        published_unit=make.PublishedUnitFactory.create(),
    ),
    "rank_margin_ordered": lambda: make.RankMarginFactory.create(middle=1),
    "rank_margin_group_from_one": lambda: make.RankMarginFactory.create(group=0),
    "rank_move_key": lambda: twice(
        make.RankMoveFactory,
        published_unit=make.PublishedUnitFactory.create(),
        measure=make.MeasureFactory.create(),
    ),
    "rank_move_adds_up": lambda: make.RankMoveFactory.create(others=1),
    "rank_move_has_all_parts_or_none": lambda: make.RankMoveFactory.create(own_points=None),
    "rank_move_ranks_from_one": lambda: make.RankMoveFactory.create(before=1, after=0),
    "rank_move_why_known": lambda: make.RankMoveFactory.create(why="luck", **NO_PARTS),
    "rank_move_provenance_known": lambda: make.RankMoveFactory.create(provenance="rumour"),
}

# The planned values and base values that no comparison goes with.
PLANNED: dict[str, dict[str, Any]] = {
    "no base to maintain": {"comparison": "maintain", "planned": None},
    "a plan beside what is maintained": {"comparison": "maintain", "base": 5},
    "no base to increase from": {"comparison": "increase_by"},
    "no increase": {"comparison": "increase_by", "planned": 0, "base": 5},
    "a number of a yes": {"comparison": "yes_no", "measured_in_vi": ""},
    "a base of a plain number": {"base": 5},
}


@pytest.mark.django_db
@pytest.mark.parametrize("fields", PLANNED.values(), ids=list(PLANNED))
def test_a_comparison_with_the_wrong_values_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="target_planned_as_compared"), transaction.atomic():
        make.TargetFactory.create(**fields)


@pytest.mark.django_db
def test_a_criterion_takes_from_one_indicator() -> None:
    with pytest.raises(IntegrityError, match="measure_id"), transaction.atomic():
        twice(make.IndicatorUseFactory, measure=make.MeasureFactory.create())


CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_app_config("districts").get_models()
    for constraint in model._meta.constraints
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_the_database_refuses(model: type[models.Model], constraint: models.BaseConstraint) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BREAKERS[constraint.name]()
    assert named(model, constraint) in str(refusal.value)


def named(model: type[models.Model], constraint: models.BaseConstraint) -> str:
    """How the database names a constraint: SQLite names a unique one by its columns."""
    if isinstance(constraint, models.UniqueConstraint) and connection.vendor == "sqlite":
        columns = [f"{model._meta.db_table}.{column_of(model, field)}" for field in constraint.fields]
        return f"UNIQUE constraint failed: {', '.join(columns)}"
    return str(constraint.name)


def column_of(model: type[models.Model], field: str) -> str:
    column = model._meta.get_field(field)
    assert isinstance(column, models.Field)
    assert column.column
    return column.column


@pytest.mark.django_db
def test_every_row_that_a_factory_makes_is_taken() -> None:
    for name in make.__all__:
        getattr(make, name).create()
